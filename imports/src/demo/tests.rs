//! The demo read back by other means than those that wrote it: plain splits and generic JSON, then sums.

use super::*;
use flate2::read::GzDecoder;
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Read,
};
use time::macros::date;

const TODAY: Date = date!(2026 - 11 - 21);
const RPPS: &str = "PS_LibreAcces_Personne_activite_202611210800.txt";
const STRUCTURES: &str = "finess-structures-mensuel-202611.json.gz";
const ACTIVITIES: &str = "finess-activites-mensuel-202611.json.gz";

/// A demo in a folder of its own, removed afterwards.
struct Written {
    folder: PathBuf,
    manifest: Manifest,
}

impl Written {
    fn new(test: &str, seed: u64, scale: f64) -> Self {
        let folder = std::env::temp_dir().join(format!("carbet-demo-{}-{test}", std::process::id()));
        let manifest = write(seed, scale, &folder, TODAY).expect("a temporary folder can be written");
        Self { folder, manifest }
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        let raw = fs::read(self.folder.join(name)).expect(name);
        if !name.ends_with(".gz") {
            return raw;
        }
        let mut plain = Vec::new();
        GzDecoder::new(raw.as_slice()).read_to_end(&mut plain).expect(name);
        plain
    }

    fn text(&self, name: &str) -> String {
        String::from_utf8(self.bytes(name)).expect("UTF-8")
    }

    /// Cells of a table, header left out.
    fn rows(&self, name: &str, separator: char) -> Vec<Vec<String>> {
        let cells = |line: &str| line.split(separator).map(str::to_owned).collect();
        self.text(name).lines().skip(1).map(cells).collect()
    }

    fn json(&self, name: &str) -> Value {
        serde_json::from_slice(&self.bytes(name)).expect(name)
    }

    fn here(&self) -> &Expected {
        &self.manifest.departements["972"]
    }

    fn names(&self) -> BTreeSet<String> {
        let entries = fs::read_dir(&self.folder).expect("the folder exists");
        entries.map(|entry| entry.expect("readable").file_name().into_string().expect("UTF-8")).collect()
    }
}

impl Drop for Written {
    fn drop(&mut self) {
        // Nothing to do when the system has already cleaned up.
        drop(fs::remove_dir_all(&self.folder));
    }
}

#[test]
fn the_same_arguments_give_the_same_bytes() {
    let (first, second) = (Written::new("same-a", 7, 0.02), Written::new("same-b", 7, 0.02));
    let other = Written::new("other", 8, 0.02);
    assert_eq!(first.names(), second.names());
    for name in first.names() {
        let raw = |written: &Written| fs::read(written.folder.join(&name)).expect("listed");
        assert!(raw(&first) == raw(&second), "{name} differs");
    }
    assert_ne!(first.bytes(RPPS), other.bytes(RPPS));
}

#[test]
fn a_small_demo_has_every_file_and_a_manifest() {
    let demo = Written::new("files", 1, 0.02);
    let mut expected: BTreeSet<String> = demo.manifest.files.keys().cloned().collect();
    expected.insert("manifest.json".to_owned());
    assert_eq!(demo.names(), expected);
    for name in ["abris.csv", "adresses-972.csv.gz", "communes.geojson", "cpts.csv", "declarations.csv"] {
        assert!(demo.manifest.files[name] > 0, "{name}");
    }
    let saved: Manifest = serde_json::from_slice(&demo.bytes("manifest.json")).expect("a manifest");
    assert_eq!(saved, demo.manifest);
}

#[test]
fn a_scale_out_of_range_is_refused() {
    for scale in [0.0, -1.0, f64::NAN, 1_001.0] {
        assert!(matches!(write(1, scale, Path::new("nowhere"), TODAY), Err(DemoError::Scale(_))), "{scale}");
    }
}

#[test]
fn tables_hold_the_rows_of_the_manifest() {
    let demo = Written::new("tables", 1, 0.1);
    for (name, rows) in &demo.manifest.files {
        if name.contains(".csv") || name.ends_with(".txt") {
            assert_eq!(demo.text(name).lines().count() as u64, rows + 1, "{name}");
        }
    }
    for name in ["communes.geojson", "zones-danger.geojson"] {
        assert_eq!(
            demo.json(name)["features"].as_array().expect("an array").len() as u64,
            demo.manifest.files[name]
        );
    }
    assert_eq!(demo.rows("adresses-972.csv.gz", ';')[0].len(), 23);
    assert_eq!(demo.rows("abris.csv", ';')[0].len(), 18);
}

#[test]
fn professionals_add_up() {
    let demo = Written::new("people", 1, 0.3);
    let rows = demo.rows(RPPS, '|');
    assert!(rows.iter().all(|row| row.len() == 57 && row[56].is_empty()), "56 columns and a last bar");
    let here = |row: &Vec<String>| row[36].starts_with("972") || (row[36].is_empty() && row[44] == "972");
    let mine: Vec<_> = rows.iter().filter(|row| here(row)).collect();
    let distinct = |keys: BTreeSet<Vec<&str>>| keys.len() as u64;
    let column = |numbers: &[usize]| {
        distinct(mine.iter().map(|row| numbers.iter().map(|n| row[n - 1].as_str()).collect()).collect())
    };
    let expected = demo.here();
    assert_eq!(mine.len() as u64, expected.rpps_rows);
    assert_eq!(column(&[2]), expected.rpps_people);
    assert_eq!(column(&[2, 24, 10]), expected.listings["professional"]);
    let nowhere = |row: &&Vec<String>| [36, 37, 45].iter().all(|n| row[n - 1].is_empty());
    assert_eq!(rows.iter().filter(nowhere).count() as u64, demo.manifest.rpps_rows_nowhere);
    let unplaced: BTreeSet<_> =
        mine.iter().filter(|row| row[36].is_empty()).map(|row| (&row[1], &row[23], &row[9])).collect();
    let located = expected.listings["professional"] - unplaced.len() as u64;
    assert_eq!(located, expected.located["professional"]);
    assert!(rows.iter().all(|row| row[1].starts_with("99") && row[2] == format!("8{}", row[1])));
}

#[test]
fn sites_are_consistent_and_mostly_without_phone() {
    let demo = Written::new("sites", 1, 0.3);
    let mut sites: BTreeMap<String, (String, String)> = BTreeMap::new();
    for row in demo.rows(RPPS, '|').into_iter().filter(|row| !row[23].is_empty()) {
        let said = (row[40].clone(), row[32].clone());
        let known = sites.entry(row[23].clone()).or_insert_with(|| said.clone());
        assert_eq!(*known, said, "one address and one phone for {}", row[23]);
    }
    let silent = sites.values().filter(|site| site.0.is_empty()).count() as u64;
    assert_eq!(demo.manifest.anomalies["rpps_sites"], sites.len() as u64);
    assert_eq!(demo.manifest.anomalies["rpps_sites_without_phone"], silent);
    let percent = silent * 100 / sites.len() as u64;
    assert!((69..=77).contains(&percent), "{percent} % of sites have no phone");
}

#[test]
fn structures_and_equipment_add_up() {
    let demo = Written::new("structures", 1, 0.3);
    let document = demo.json(STRUCTURES);
    let entities = document["pmej"].as_array().expect("pmej");
    let all: Vec<&Value> =
        entities.iter().flat_map(|entity| entity["ege"].as_array().expect("ege")).collect();
    assert_eq!(all.len() as u64, demo.manifest.files[STRUCTURES]);
    let own = |ege: &Value| {
        let addresses = ege["adresse"].as_array().expect("adresse").clone();
        let mut own = addresses.into_iter().filter(|address| address["usageAdresse"] == "03");
        let found = own.next().expect("an address of usage 03");
        assert!(own.next().is_none());
        found
    };
    let mut kinds: BTreeMap<&str, u64> = BTreeMap::new();
    let mut kept = 0;
    for ege in &all {
        let open = ege["etatObjet"] == "A" && ege["informationsGeneralesEGE"]["dateFermeture"].is_null();
        let commune = own(ege)["cogCommune"].as_str().expect("text").to_owned();
        if open && commune.starts_with("972") {
            kept += 1;
            let code = ege["categorieentiteGeographiqueExercice"].as_str().expect("text");
            if let Some(kind) = carbet_model::category::find(code).expect(code).kind {
                *kinds.entry(kind.as_str()).or_default() += 1;
            }
        }
    }
    assert_eq!(kept, demo.here().finess_kept);
    for kind in ["pharmacy", "facility", "mental_health"] {
        assert_eq!(kinds[kind], demo.here().listings[kind], "{kind}");
    }
    let public_shelters = kinds["shelter"] + demo.here().shelters;
    assert_eq!(public_shelters, demo.here().listings["shelter"]);
    let missing = all.iter().filter(|ege| own(ege)["coordonneesGeographique"].is_null()).count() as u64;
    assert_eq!(missing, demo.manifest.anomalies["finess_coordinates_missing"]);
}

#[test]
fn machines_add_up() {
    let demo = Written::new("machines", 1, 0.3);
    let document = demo.json(ACTIVITIES);
    let mut machines: BTreeMap<&str, u64> = BTreeMap::new();
    let mut activities = 0;
    for ege in
        document["pmej"].as_array().expect("pmej").iter().flat_map(|e| e["ege"].as_array().expect("ege"))
    {
        let here = ege["numFinessEge"].as_str().expect("text").starts_with("9792");
        for activity in ege["activitesExercees"].as_array().expect("activities") {
            activities += 1;
            let nature = &activity["nature"]["caracteristiquesSpecifiques"];
            let lines = nature["appareil"].as_array().cloned().unwrap_or_default();
            assert!(matches!(lines.len(), 0 | 8), "eight lines or none");
            for line in lines.iter().filter(|line| line["statutAppareilAMM"] == "08" && here) {
                let slug = match line["typeAppareilAMM"].as_str().expect("text") {
                    "230" => "irm",
                    "231" => "scanner",
                    "232" => "temp",
                    _ => "tep",
                };
                let count =
                    line["nombreAppareilAMM"].as_str().expect("text").parse::<u64>().expect("a number");
                *machines.entry(slug).or_default() += count;
            }
        }
    }
    assert_eq!(activities, demo.manifest.files[ACTIVITIES]);
    for slug in ["irm", "scanner", "temp", "tep"] {
        assert_eq!(machines[slug], demo.here().machines[slug], "{slug}");
    }
    assert_eq!((demo.here().machines["cyclotron"], demo.here().machines["caisson-hyperbare"]), (1, 1));
}

#[test]
fn people_who_opposed_have_one_listing_and_something_to_hide() {
    let demo = Written::new("opposed", 1, 0.3);
    let rows = demo.rows(RPPS, '|');
    let listed: Vec<_> =
        demo.rows("oppositions.csv", ';').into_iter().map(|row| (row[0].clone(), row[1].clone())).collect();
    let noted: Vec<_> = demo.manifest.opposed.iter().map(|o| (o.rpps.clone(), o.scope.clone())).collect();
    assert_eq!(listed, noted);
    assert!(noted.len() >= 4);
    for opposed in &demo.manifest.opposed {
        let theirs: Vec<_> = rows.iter().filter(|row| row[1] == opposed.rpps).collect();
        assert!(
            !theirs.is_empty()
                && theirs.iter().all(|row| row[23] == opposed.site && row[36] == opposed.commune)
        );
        assert!(opposed.scope == "listing" || !opposed.phone.is_empty());
        assert!(!demo.text("declarations.csv").contains(&opposed.rpps));
    }
    let hidden = noted.iter().filter(|(_, scope)| scope == "listing").count() as u64;
    let expected = demo.here();
    assert_eq!(expected.listings["professional"] - hidden, expected.shown["professional"]);
}

#[test]
fn declarations_name_listings_that_exist_once() {
    let demo = Written::new("declared", 1, 0.3);
    let mut practices: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in demo.rows(RPPS, '|') {
        practices.entry(format!("rpps:{}", row[1])).or_default().insert(row[23].clone());
    }
    let mut seen = BTreeSet::new();
    for row in demo.rows("declarations.csv", ';') {
        assert!(seen.insert((row[0].clone(), row[1].clone(), row[2].clone())), "declared once: {row:?}");
        assert!(row[4] < row[5] && row[4].as_str() <= "2026-11-21");
        assert!(row[2].parse::<carbet_model::Flag>().is_ok(), "{}", row[2]);
        let site = row[1]
            .strip_prefix("site:")
            .map(str::to_owned)
            .or(row[1].strip_prefix("finess:").map(|n| format!("F{n}")));
        if let Some(site) = site {
            assert!(practices[&row[0]].contains(&site), "{row:?}");
        }
    }
    assert!(demo.manifest.anomalies["declarations_expired"] > 0);
}

#[test]
fn every_departement_comes_beyond_scale_one() {
    let demo = Written::new("france", 1, 1.05);
    assert_eq!(demo.manifest.departements.len(), 104);
    assert!(demo.names().contains("adresses-2A.csv.gz"));
    let communes = demo.json("communes.geojson");
    let shapes = communes["features"].as_array().expect("features").iter();
    let outlined = shapes.filter(|feature| feature["properties"]["outline"] == "schematic").count();
    assert_eq!(outlined, 129);
}
