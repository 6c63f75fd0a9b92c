//! `communes.geojson` (outline or centre of each commune) and `epci.json` (members), as their public sources write them.

use crate::demo::{
    DemoError,
    geography::{Commune, geography},
    manifest::Manifest,
    sink::Sink,
};
use serde_json::{Value, json};
use std::{collections::BTreeMap, path::Path};

/// Writes both files for these départements. Returns their names and rows.
pub fn write(
    out: &Path,
    departements: &[String],
    manifest: &mut Manifest,
) -> Result<[(String, u64); 2], DemoError> {
    let all = geography();
    let mut outlines = Sink::create(out, "communes.geojson")?;
    outlines.text("{\"type\":\"FeatureCollection\",\"features\":[")?;
    let mut members: BTreeMap<&str, Vec<&Commune>> = BTreeMap::new();
    for departement in departements {
        let communes = &all.communes[departement];
        let expected = manifest.of(departement);
        expected.communes = communes.len() as u64;
        expected.name = all.departements[departement].clone();
        for commune in communes {
            outlines.element(&feature(commune))?;
            if !commune.epci.is_empty() {
                members.entry(&commune.epci).or_default().push(commune);
            }
        }
    }
    outlines.text("\n]}\n")?;
    let mut epci = Sink::create(out, "epci.json")?;
    epci.text("[")?;
    for (code, communes) in members {
        let known = &all.epci[code];
        let list: Vec<Value> = communes
            .iter()
            .map(|c| json!({ "code": c.code, "nom": c.name, "populationTotale": c.population }))
            .collect();
        epci.element(&json!({ "code": known.code, "nom": known.name, "type": known.kind, "membres": list }))?;
    }
    epci.text("\n]\n")?;
    Ok([outlines.finish()?, epci.finish()?])
}

fn feature(commune: &Commune) -> Value {
    let outline = geography().outlines.get(&commune.code);
    let geometry = match outline {
        None => json!({ "type": "Point", "coordinates": commune.centre }),
        Some(rings) if rings.len() == 1 => json!({ "type": "Polygon", "coordinates": rings }),
        Some(rings) => {
            json!({ "type": "MultiPolygon", "coordinates": rings.iter().map(|ring| [ring]).collect::<Vec<_>>() })
        }
    };
    json!({
        "type": "Feature",
        "properties": {
            "code": commune.code,
            "nom": commune.name,
            "departement": commune.departement,
            "population": commune.population,
            "codesPostaux": commune.postcodes,
            "epci": commune.epci,
            "centre": commune.centre,
            "outline": outline.map(|_| "schematic"),
        },
        "geometry": geometry,
    })
}
