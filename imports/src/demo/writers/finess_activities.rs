//! `finess-activites-mensuel-AAAAMM.json.gz`: what structures are authorised to do, and their heavy equipment.
//!
//! Each equipment activity carries eight lines (four types, two statuses), zeros included, as in the source.

use crate::demo::{
    DemoError,
    manifest::Manifest,
    places::{Entity, Place},
    sink::Sink,
};
use serde_json::{Value, json};
use std::path::Path;

/// Types of machine in the order of [`Place::machines`].
const TYPES: [&str; 4] = ["230", "231", "232", "233"];

/// The open file.
pub struct Activities {
    sink: Sink,
    activities: u64,
}

impl Activities {
    /// Opens the file of a month; `today` is `AAAA-MM-JJ`.
    pub fn create(out: &Path, month: &str, today: &str) -> Result<Self, DemoError> {
        let mut sink = Sink::create(out, &format!("finess-activites-mensuel-{month}.json.gz"))?;
        sink.text(&format!(
            "{{\"schemaVersion\":\"v1.0.1\",\"generatedAt\":\"{today}T04:30:00.000Z\",\"pmej\":["
        ))?;
        Ok(Self { sink, activities: 0 })
    }

    /// The activities of an entity's open structures; an entity without any is left out.
    pub fn entity(&mut self, entity: &Entity, manifest: &mut Manifest) -> Result<(), DemoError> {
        let mut ege = Vec::new();
        for place in entity.places.iter().filter(|place| place.is_open()) {
            let exercised = exercised(place, manifest);
            if !exercised.is_empty() {
                self.activities += exercised.len() as u64;
                ege.push(json!({
                    "egeId": place.ege_id.to_string(),
                    "numFinessEge": place.number,
                    "activitesExercees": exercised,
                }));
            }
        }
        if ege.is_empty() {
            return Ok(());
        }
        // The same authorisations stand at the legal entity, where the machines are never filled in.
        let authorised = activity(entity.pm_id, "900", amm("QEML1", json!([])));
        self.sink.element(&json!({
            "numFiness": entity.number,
            "pmSmsseId": entity.pm_id.to_string(),
            "activitesAutorisees": [authorised],
            "ege": ege,
        }))
    }

    /// Closes the file. The rows are exercised activities.
    pub fn finish(mut self) -> Result<(String, u64), DemoError> {
        self.sink.text("\n]}\n")?;
        self.sink.rows = self.activities;
        self.sink.finish()
    }
}

fn exercised(place: &Place, manifest: &mut Manifest) -> Vec<Value> {
    let mut natures = Vec::new();
    let [irm, scanner, temp, tep] = place.machines;
    if place.hyperbaric {
        // The teaching hospital declares its machines in two activities: importers add them up.
        natures.push(amm("QEML1", lines([irm - 1, 1, 0, 0], [0; 4])));
        natures.push(amm("QEML1", lines([1, scanner - 1, 0, 0], [0; 4])));
    } else if irm + scanner > 0 {
        natures.push(amm(
            "QEML1",
            lines([irm, scanner, 0, 0], [u32::from(place.ege_id.is_multiple_of(3)), 0, 0, 0]),
        ));
    } else if place.category == "365" || place.category == "699" {
        manifest.anomaly("amm_authorised_but_not_installed", 1);
        natures.push(amm("QEML1", lines([0; 4], [1, 1, 0, 0])));
    }
    if temp + tep > 0 {
        natures.push(amm("QA040", lines([0, 0, temp, tep], [0; 4])));
    }
    if place.hyperbaric {
        natures.push(amm("QEML2", lines([0; 4], [0; 4])));
    }
    if place.cyclotron {
        natures.push(amm("QEML3", lines([0; 4], [0; 4])));
    }
    let care: &[&str] = match place.category {
        "355" => &["QA001", "QA002", "QA014"],
        "365" => &["QA001", "QA002"],
        "292" | "161" | "444" => &["QA004"],
        "321" => &["QA014"],
        "138" | "146" => &["QA016"],
        "127" => &["QA020"],
        "135" => &["QA050"],
        "362" => &["QA007"],
        _ => &[],
    };
    natures.extend(care.iter().map(|code| amm(code, json!([]))));
    if place.category == "365" && place.ege_id.is_multiple_of(4) {
        manifest.anomaly("eml_residual", 1);
        natures.push(json!({
            "codeNature": "EML",
            "caracteristiquesSpecifiques": { "typeActiviteEML": { "typeEmlId": "17" } },
        }));
    }
    natures
        .into_iter()
        .zip(0..)
        .map(|(nature, rank): (_, u32)| activity(place.ege_id, &rank.to_string(), nature))
        .collect()
}

fn amm(code: &str, machines: Value) -> Value {
    json!({
        "codeNature": "AMM",
        "caracteristiquesSpecifiques": {
            "aaSoinAmmId": "1",
            "typeActiviteAMM": {
                "activiteAMM": code,
                "modaliteAMM": "MO000",
                "mentionAMM": "ME000",
                "ptsAMM": "PTS00",
                "declarationAMM": "DE000",
            },
            "appareil": machines,
        },
    })
}

/// Eight lines: for each type, status 08 (installed) then 09 (authorised).
fn lines(installed: [u32; 4], authorised_more: [u32; 4]) -> Value {
    let line = |kind: &str, status: &str, count: u32| json!({ "typeAppareilAMM": kind, "statutAppareilAMM": status, "nombreAppareilAMM": count.to_string() });
    (0..TYPES.len())
        .flat_map(|n| {
            [line(TYPES[n], "08", installed[n]), line(TYPES[n], "09", installed[n] + authorised_more[n])]
        })
        .collect()
}

fn activity(owner: u64, rank: &str, nature: Value) -> Value {
    let id = format!("{owner}{rank}");
    json!({
        "caracteristiquesGeneriques": {
            "activiteAeId": id,
            "etatObjet": "A",
            "identifiantAutorisation": null,
            "numAutorisationArhgos": null,
            "dateDebutActiviteAutorisee": "2025-01-01",
            "dateFinActiviteAutorisee": null,
            "dateFinEffectiveActivite": null,
            "dateCaduciteAutorisation": null,
            "egeId": owner.to_string(),
            "typeActiviteSMSSE": "9999",
        },
        "nature": nature,
        "evenement": [{
            "evenementId": id,
            "dateEnregistrement": "2025-01-02 10:00:00",
            "dateEvenement": "2025-01-01",
            "etatObjet1": "010",
            "codeEvenement": "012",
        }],
        "engagement": [],
        "capacite": [],
        "zoneIntervention": null,
    })
}
