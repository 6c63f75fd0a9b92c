//! Communes as GeoJSON: outlines or centres, with what the file says of them; the official register fills the rest.
//! Départements and EPCI follow from the communes; their outlines are joined in SQL.

use super::{Inputs, geojson, register};
use crate::defect::Reason;
use crate::geom::Geom;
use crate::json;
use crate::record::{MemberRecord, TerritoryRecord};
use crate::stage::{Context, Sink};
use crate::{ImportError, text};
use carbet_model::Insee;
use geo::InteriorPoint;
use serde_json::Value;
use std::collections::{BTreeSet, HashSet};

/// Reads the files; a commune met twice is taken once.
pub(super) fn read(inputs: Inputs<'_>, context: &Context, sink: &mut Sink<'_>) -> Result<(), ImportError> {
    let mut seen = HashSet::new();
    let mut departements = BTreeSet::new();
    let mut epci = BTreeSet::new();
    for input in inputs {
        json::each_record(input?, "features", &mut |rank, feature| {
            match commune(&feature, context) {
                Ok((code, _)) if !seen.insert(code) => sink.reject(rank, "code", Reason::Duplicate),
                Ok((code, territory)) => {
                    let departement = code.departement();
                    departements.insert(departement);
                    member(sink, format!("departement:{departement}"), code)?;
                    if let Some(group) = epci_of(&feature, code) {
                        member(sink, format!("epci:{group}"), code)?;
                        epci.insert(group);
                    }
                    sink.push(&territory)?;
                    sink.keep();
                }
                Err((field, reason)) => sink.reject(rank, field, reason),
            }
            Ok(())
        })?;
    }
    for departement in departements {
        let name = departement.facts().map_or("", |facts| facts.name).to_owned();
        sink.push(&territory("departement", departement.to_string(), name))?;
    }
    for code in epci {
        let name = register::epci_name(&code).unwrap_or(&code).to_owned();
        sink.push(&territory("epci", code, name))?;
    }
    Ok(())
}

fn territory(kind: &'static str, code: String, name: String) -> TerritoryRecord {
    TerritoryRecord { kind, code, name, source: "communes", ..TerritoryRecord::default() }
}

fn member(sink: &mut Sink<'_>, territory_id: String, commune: Insee) -> Result<(), ImportError> {
    sink.push(&MemberRecord { territory_id, commune_code: commune.to_string() })
}

fn commune(feature: &Value, context: &Context) -> Result<(Insee, TerritoryRecord), (&'static str, Reason)> {
    let code = geojson::property(feature, &["code", "insee", "code_insee", "INSEE_COM"])
        .ok_or(("code", Reason::MissingIdentifier))?;
    let code: Insee = code.parse().map_err(|_| ("code", Reason::BadIdentifier))?;
    if !context.covers(code) {
        return Err(("code", Reason::OutsideTerritory));
    }
    let official = register::commune(code.as_str());
    let given = geojson::property(feature, &["nom", "name", "NOM"]);
    let name = match (&given, official) {
        (Some(given), Some(official)) => register::with_article(given, &official.name),
        (Some(given), None) => given,
        (None, Some(official)) => &official.name,
        (None, None) => return Err(("nom", Reason::MissingName)),
    };
    let outline = geojson::polygons(feature);
    let centre = centre(feature, outline.as_ref(), official).ok_or(("geometry", Reason::BadGeometry))?;
    let nature = match geojson::property(feature, &["outline"]).as_deref() {
        Some("schematic") => "schematic",
        _ => "official",
    };
    let population = geojson::property(feature, &["population"]).and_then(|text| text.parse().ok());
    let mut postcodes = postcodes(feature);
    if postcodes.is_empty() {
        postcodes = official.map(|official| official.postcodes.clone()).unwrap_or_default();
    }
    Ok((
        code,
        TerritoryRecord {
            population: population.or_else(|| official?.population),
            postcodes,
            centre: Some(Geom::point(centre[0], centre[1])),
            outline_nature: outline.is_some().then_some(nature),
            outline,
            ..territory("commune", code.to_string(), name.to_owned())
        },
    ))
}

/// The centre the file gives, or the register's if it is on the commune's ground, or a point inside the outline.
fn centre(
    feature: &Value,
    outline: Option<&Geom>,
    official: Option<&register::Official>,
) -> Option<[f64; 2]> {
    let given = feature.get("properties").and_then(|properties| geojson::point(properties.get("centre")));
    if given.is_some() {
        return given;
    }
    let Some(Geom(outline)) = outline else {
        let geometry = feature.get("geometry")?;
        return match geometry.get("type")?.as_str()? {
            "Point" => geojson::point(geometry.get("coordinates")),
            _ => None,
        };
    };
    let ashore = |&centre: &[f64; 2]| geo::Intersects::intersects(outline, &geo_types::Point::from(centre));
    let official = official.map(|official| official.centre).filter(ashore);
    official.or_else(|| outline.interior_point().map(|point| [point.x(), point.y()]))
}

/// `codesPostaux` as a list or as one text.
fn postcodes(feature: &Value) -> Vec<String> {
    let good = |code: &String| code.len() == 5 && code.bytes().all(|byte| byte.is_ascii_digit());
    let listed = json::list_at(feature, &["properties", "codesPostaux"]);
    let mut codes: Vec<String> = listed.iter().filter_map(Value::as_str).filter_map(text::clean).collect();
    if let Some(text) = geojson::property(feature, &["codesPostaux", "codes_postaux"]) {
        codes = text.split([' ', ',', '|']).map(str::to_owned).collect();
    }
    codes.retain(good);
    codes.sort();
    codes.dedup();
    codes
}

/// The EPCI the file gives, else the register's.
fn epci_of(feature: &Value, code: Insee) -> Option<String> {
    let good = |code: &String| code.len() == 9 && code.bytes().all(|byte| byte.is_ascii_digit());
    geojson::property(feature, &["epci", "codeEpci", "code_epci"])
        .filter(good)
        .or_else(|| register::commune(code.as_str())?.epci.clone())
}
