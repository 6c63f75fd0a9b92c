//! FINESS+ activités: what establishments of the directory do, and the heavy equipment installed there. One row of the
//! accounts is one activity at an establishment; authorisations of legal entities are not read.

use super::Inputs;
use crate::ImportError;
use crate::defect::Reason;
use crate::json::{each_record, list_at, text_at};
use crate::record::{ActivityRecord, EquipmentRecord};
use crate::stage::{Context, Sink};
use carbet_model::Finess;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Machines counted in `appareil[]` (ANS, JDV_J351).
const MACHINES: [(&str, &str); 4] = [("230", "irm"), ("231", "scanner"), ("232", "temp"), ("233", "tep")];
/// Equipment that is an activity by itself (ANS, TRE_r381).
const ROOMS: [(&str, &str); 2] = [("QEML2", "caisson-hyperbare"), ("QEML3", "cyclotron")];
/// The machine is there (ANS, TRE_R330: 08 installé constaté, 09 autorisé).
const INSTALLED: &str = "08";

/// What a run has found so far, by place: small, the territory only.
#[derive(Default)]
struct Found {
    equipment: BTreeMap<(String, &'static str), u32>,
    activities: BTreeSet<(String, String)>,
}

/// Reads the files; one edition is one file. Ranks of defects count activities from 1.
pub(super) fn read(inputs: Inputs<'_>, context: &Context, sink: &mut Sink<'_>) -> Result<(), ImportError> {
    let mut found = Found::default();
    for input in inputs {
        let mut rank = 0;
        each_record(input?, "pmej", &mut |_, entity| {
            for place in list_at(&entity, &["ege"]) {
                let place_id = place_id(place);
                for activity in list_at(place, &["activitesExercees"]) {
                    rank += 1;
                    let taken =
                        place_id.clone().and_then(|id| take(activity, id, context, &mut found, rank, sink));
                    match taken {
                        Ok(()) => sink.keep(),
                        Err((field, reason)) => sink.reject(rank, field, reason),
                    }
                }
            }
            Ok(())
        })?;
    }
    for ((place_id, category), quantity) in found.equipment {
        sink.push(&EquipmentRecord { place_id, category, quantity })?;
    }
    for (place_id, activity) in found.activities {
        sink.push(&ActivityRecord { place_id, activity })?;
    }
    Ok(())
}

fn place_id(place: &Value) -> Result<String, (&'static str, Reason)> {
    let number = text_at(place, &["numFinessEge"]).ok_or(("numFinessEge", Reason::MissingIdentifier))?;
    let finess: Finess = number.parse().map_err(|_| ("numFinessEge", Reason::BadIdentifier))?;
    Ok(format!("finess:{finess}"))
}

fn take(
    activity: &Value,
    place_id: String,
    context: &Context,
    found: &mut Found,
    rank: u64,
    sink: &mut Sink<'_>,
) -> Result<(), (&'static str, Reason)> {
    if !context.known_places.contains(&place_id) {
        return Err(("numFinessEge", Reason::UnknownPlace));
    }
    if text_at(activity, &["caracteristiquesGeneriques", "etatObjet"]).as_deref() != Some("A") {
        return Err(("etatObjet", Reason::NotActive));
    }
    // Residual EML name their machine by an internal number: counted, not guessed.
    if text_at(activity, &["nature", "codeNature"]).as_deref() != Some("AMM") {
        return Err(("codeNature", Reason::NotTaken));
    }
    let detail = activity.get("nature").and_then(|nature| nature.get("caracteristiquesSpecifiques"));
    let detail = detail.ok_or(("caracteristiquesSpecifiques", Reason::BadShape))?;
    let code = text_at(detail, &["typeActiviteAMM", "activiteAMM"])
        .filter(|code| code.len() <= 10)
        .ok_or(("activiteAMM", Reason::UnknownCode))?;
    let machines = machines(detail)?;
    if machines.unknown {
        sink.warn(rank, "typeAppareilAMM", Reason::UnknownCode);
    }
    for (category, count) in machines.installed {
        let total = found.equipment.entry((place_id.clone(), category)).or_default();
        *total = total.saturating_add(count);
    }
    if let Some((_, category)) = ROOMS.into_iter().find(|(room, _)| *room == code) {
        *found.equipment.entry((place_id.clone(), category)).or_default() += 1;
    }
    found.activities.insert((place_id, code));
    Ok(())
}

/// The installed machines of one activity.
#[derive(Debug, Default, PartialEq, Eq)]
struct Machines {
    installed: Vec<(&'static str, u32)>,
    /// Some are of a type nobody has described: left out.
    unknown: bool,
}

/// Each type comes on two lines, one a status, with zeros where there is none.
fn machines(detail: &Value) -> Result<Machines, (&'static str, Reason)> {
    let mut machines = Machines::default();
    for line in list_at(detail, &["appareil"]) {
        let part = |key: &str| text_at(line, &[key]);
        if part("statutAppareilAMM").as_deref() != Some(INSTALLED) {
            continue;
        }
        // More than a thousand machines in one place is a slip of the keyboard.
        let count =
            part("nombreAppareilAMM").and_then(|text| text.parse().ok()).filter(|&n: &u32| n <= 1_000);
        let count = count.ok_or(("nombreAppareilAMM", Reason::BadNumber))?;
        if count == 0 {
            continue;
        }
        let kind = part("typeAppareilAMM").unwrap_or_default();
        match MACHINES.into_iter().find(|(code, _)| *code == kind) {
            Some((_, category)) => machines.installed.push((category, count)),
            None => machines.unknown = true,
        }
    }
    Ok(machines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn one_status_counts() {
        let line = |kind: &str, status: &str, count: &str| json!({"typeAppareilAMM": kind, "statutAppareilAMM": status, "nombreAppareilAMM": count});
        let detail = json!({"appareil": [
            line("230", "08", "2"), line("230", "09", "2"), line("231", "08", "0"), line("231", "09", "1"),
        ]});
        let found = |installed, unknown| Ok(Machines { installed, unknown });
        assert_eq!(machines(&detail), found(vec![("irm", 2)], false));
        let newer =
            json!({"appareil": [line("230", "08", "1"), line("299", "08", "3"), line("298", "08", "0")]});
        assert_eq!(machines(&newer), found(vec![("irm", 1)], true));
        let nothing = json!({"appareil": [line("298", "08", "0")]});
        assert_eq!(machines(&nothing), found(vec![], false));
        let unreadable = json!({"appareil": [line("230", "08", "deux")]});
        assert_eq!(machines(&unreadable), Err(("nombreAppareilAMM", Reason::BadNumber)));
    }
}
