//! The real geography under the fictional people: communes, districts, EPCI, départements, schematic outlines.
//!
//! Reads the embedded tables (sources and licences: `imports/geography/README.md`). Draws nothing at random.

use flate2::read::GzDecoder;
use serde::Deserialize;
use std::{collections::BTreeMap, io::Read, sync::LazyLock};

/// A commune or a municipal district.
#[derive(Debug, Clone, PartialEq)]
pub struct Commune {
    /// INSEE code.
    pub code: String,
    pub name: String,
    pub departement: String,
    /// Empty when the commune belongs to no EPCI (Paris districts, islands).
    pub epci: String,
    pub population: u32,
    /// Empty for the six villages destroyed in 1916.
    pub postcodes: Vec<String>,
    /// Centre, WGS 84 degrees: longitude, latitude. Inside the outline where there is one.
    pub centre: [f64; 2],
}

/// Outer rings of a commune, WGS 84 degrees, closed. None of the outlines has a hole.
pub type Rings = Vec<Vec<[f64; 2]>>;

/// An EPCI: code, name, type (`CA`, `CC`…).
#[derive(Debug, Clone)]
pub struct Epci {
    pub code: String,
    pub name: String,
    pub kind: String,
}

/// Everything, read once.
#[derive(Debug)]
pub struct Geography {
    /// Communes by département, in code order.
    pub communes: BTreeMap<String, Vec<Commune>>,
    /// Districts of Paris, Lyon and Marseille by the code of their département.
    pub districts: BTreeMap<String, Vec<Commune>>,
    pub epci: BTreeMap<String, Epci>,
    pub departements: BTreeMap<String, String>,
    /// Schematic outlines by commune code: 971, 972, 973, 974 and 976 only.
    pub outlines: BTreeMap<String, Rings>,
}

static GEOGRAPHY: LazyLock<Geography> = LazyLock::new(read);

/// The embedded geography.
pub fn geography() -> &'static Geography {
    &GEOGRAPHY
}

#[derive(Deserialize)]
struct Collection {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    properties: Properties,
    geometry: Shape,
}

#[derive(Deserialize)]
struct Properties {
    code: String,
    centre: [f64; 2],
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "coordinates")]
enum Shape {
    Polygon(Rings),
    MultiPolygon(Vec<Rings>),
}

fn read() -> Geography {
    let document: Collection = serde_json::from_str(include_str!("data/communes-schematic.geojson"))
        .expect("embedded outlines are the GeoJSON written by imports/geography");
    let mut outlines = BTreeMap::new();
    let mut centres = BTreeMap::new();
    for feature in document.features {
        let rings = match feature.geometry {
            Shape::Polygon(rings) => rings,
            Shape::MultiPolygon(polygons) => polygons.into_iter().flatten().collect(),
        };
        centres.insert(feature.properties.code.clone(), feature.properties.centre);
        outlines.insert(feature.properties.code, rings);
    }
    Geography {
        communes: communes(include_bytes!("data/communes.csv.gz"), &centres),
        districts: communes(include_bytes!("data/arrondissements.csv.gz"), &centres),
        epci: rows(include_bytes!("data/epci.csv.gz"))
            .map(|[code, name, kind]| (code.clone(), Epci { code, name, kind }))
            .collect(),
        departements: rows(include_bytes!("data/departements.csv.gz"))
            .map(|[code, name]| (code, name))
            .collect(),
        outlines,
    }
}

fn communes(packed: &[u8], ashore: &BTreeMap<String, [f64; 2]>) -> BTreeMap<String, Vec<Commune>> {
    let number = |text: &str| text.parse::<f64>().expect("embedded table: numbers are numbers");
    let mut result: BTreeMap<String, Vec<Commune>> = BTreeMap::new();
    for [code, name, departement, epci, population, postcodes, lon, lat] in rows(packed) {
        let centre = ashore.get(&code).copied().unwrap_or([number(&lon), number(&lat)]);
        result.entry(departement.clone()).or_default().push(Commune {
            code,
            name,
            departement,
            epci,
            population: number(&population) as u32,
            postcodes: postcodes.split_whitespace().map(str::to_owned).collect(),
            centre,
        });
    }
    result
}

/// Rows of an embedded semicolon table of `N` columns, header left out.
fn rows<const N: usize>(packed: &[u8]) -> impl Iterator<Item = [String; N]> + use<N> {
    let mut text = String::new();
    GzDecoder::new(packed).read_to_string(&mut text).expect("embedded tables are gzipped UTF-8");
    let table: Vec<[String; N]> = text
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<String> = line.split(';').map(str::to_owned).collect();
            cells.try_into().expect("embedded table: every row has every column")
        })
        .collect();
    table.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn martinique_is_whole() {
        let communes = &geography().communes["972"];
        assert_eq!(communes.len(), 34);
        assert_eq!(communes.iter().map(|c| c.population).sum::<u32>(), 360_630);
        assert!(communes.iter().all(|c| geography().outlines.contains_key(&c.code)));
        let carbet = communes.iter().find(|c| c.code == "97204").expect("Le Carbet");
        assert_eq!(
            (carbet.name.as_str(), carbet.postcodes.as_slice()),
            ("Le Carbet", &["97221".to_owned()][..])
        );
    }

    #[test]
    fn france_is_whole() {
        let all = geography();
        assert_eq!(all.departements.len(), 104);
        assert!(all.communes.keys().eq(all.departements.keys()));
        assert_eq!(all.districts.values().map(Vec::len).collect::<Vec<_>>(), [16, 9, 20]);
        let known = |c: &Commune| c.epci.is_empty() || all.epci.contains_key(&c.epci);
        assert!(all.communes.values().flatten().all(known));
    }
}
