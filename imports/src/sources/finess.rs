//! FINESS+ structures: establishments in operation, with the coordinates of their own address.

use super::{Inputs, Reading};
use crate::defect::Reason;
use crate::geom::Geom;
use crate::json::{each_record, list_at, text_at};
use crate::locate::{self, Locator};
use crate::nature::{Nature, Watch};
use crate::record::{PlaceRecord, Visibility};
use crate::stage::{Context, Sink};
use crate::{ImportError, text};
use carbet_model::{Finess, Insee, category};
use serde_json::Value;
use std::collections::HashSet;

/// Usage of the address where the establishment is; the others are for post and billing.
const OWN_ADDRESS: &str = "03";

/// Reads the files; one edition is one file. Ranks of defects count establishments from 1.
pub(super) fn read(
    inputs: Inputs<'_>,
    context: &Context,
    sink: &mut Sink<'_>,
) -> Result<Reading, ImportError> {
    let mut watch = Watch::new(context.nature, "cette structure");
    let mut locator = Locator::default();
    let mut seen = HashSet::new();
    for input in inputs {
        let input = input?;
        let file = input.name.clone();
        let mut rank = 0;
        each_record(input, "pmej", &mut |_, entity| {
            let owner = text_at(&entity, &["informationsGeneralesPMEJ", "denominationLonguePmSmsse"])
                .or_else(|| text_at(&entity, &["informationsGeneralesPMEJ", "denominationPm"]));
            for place in list_at(&entity, &["ege"]) {
                rank += 1;
                if rank == 1 && place.get("informationsGeneralesEGE").is_none() {
                    return Err(not_structures(&file));
                }
                if let Ok(finess) = number(place) {
                    watch.check(Nature::of_structure(finess), &file, rank)?;
                }
                match establishment(place, owner.as_deref(), rank, context, &mut locator, sink) {
                    Ok(place) if !seen.insert(place.place_id.clone()) => {
                        sink.reject(rank, "numFinessEge", Reason::Duplicate);
                    }
                    Ok(place) => {
                        sink.push(&place)?;
                        sink.keep();
                    }
                    Err((field, reason)) => sink.reject(rank, field, reason),
                }
            }
            Ok(())
        })?;
    }
    Ok(Reading { nature: watch.known, ..Reading::default() })
}

fn number(place: &Value) -> Result<Finess, (&'static str, Reason)> {
    let number = text_at(place, &["informationsGeneralesEGE", "numFinessEge"])
        .ok_or(("numFinessEge", Reason::MissingIdentifier))?;
    number.parse().map_err(|_| ("numFinessEge", Reason::BadIdentifier))
}

/// Another FINESS file: the activities have the same outer shape.
fn not_structures(file: &str) -> ImportError {
    let wanted = "informationsGeneralesEGE".to_owned();
    ImportError::Columns {
        file: file.to_owned(),
        missing: vec![format!("« {wanted} »")],
        expected: vec![wanted],
    }
}

fn establishment(
    place: &Value,
    owner: Option<&str>,
    rank: u64,
    context: &Context,
    locator: &mut Locator,
    sink: &mut Sink<'_>,
) -> Result<PlaceRecord, (&'static str, Reason)> {
    let general = |key: &str| text_at(place, &["informationsGeneralesEGE", key]);
    let finess = number(place)?;
    if text_at(place, &["etatObjet"]).as_deref() != Some("A") || general("dateFermeture").is_some() {
        return Err(("etatObjet", Reason::NotActive));
    }
    let address = list_at(place, &["adresse"])
        .iter()
        .find(|address| text_at(address, &["usageAdresse"]).as_deref() == Some(OWN_ADDRESS))
        .ok_or(("adresse", Reason::BadShape))?;
    let commune = text_at(address, &["cogCommune"]).ok_or(("cogCommune", Reason::BadCommune))?;
    let commune: Insee = commune.parse().map_err(|_| ("cogCommune", Reason::BadCommune))?;
    if !context.covers(commune) {
        return Err(("cogCommune", Reason::OutsideTerritory));
    }
    let code = text_at(place, &["categorieentiteGeographiqueExercice"])
        .ok_or(("categorieentiteGeographiqueExercice", Reason::UnknownCategory))?;
    let known = category::find(&code).ok();
    if known.is_none() {
        sink.warn(rank, "categorieentiteGeographiqueExercice", Reason::UnknownCategory);
    }
    let phones = phones(place, rank, sink);
    Ok(PlaceRecord {
        place_id: format!("finess:{finess}"),
        source: "finess",
        // An unknown category is still a structure: it is listed under its bare code.
        kind: known.map_or(Some("facility"), |category| category.kind.map(|kind| kind.as_str())),
        name: general("nomEgeLong")
            .or_else(|| general("nomEgeCourt"))
            .ok_or(("nomEgeLong", Reason::MissingName))?,
        legal_entity: owner.map(str::to_owned),
        address_complement: complement(address),
        address_line: line(address),
        postcode: text_at(address, &["codePostal"]),
        commune_code: Some(commune.city().to_string()),
        email: email(place),
        siret: general("siret"),
        geom: coordinates(address, commune, rank, locator, sink),
        visibility: match category::is_commune_only(&code) {
            true => Visibility::CommuneOnly,
            false => Visibility::Public,
        },
        category: Some(code),
        phone: phones.first().cloned(),
        phone_2: phones.get(1).cloned(),
    })
}

/// `ligneQuatre` spells the type of street in full; without it the parts are joined.
fn line(address: &Value) -> Option<String> {
    let part = |key: &str| text_at(address, &[key]);
    let parts = ["numeroVoie", "complementVoie", "typeVoie", "libelleVoie"].map(part);
    part("ligneQuatre").or_else(|| text::join(&parts.each_ref().map(Option::as_deref)))
}

/// What the line does not say yet: many a quarter is written both as the street and as the lieu-dit.
fn complement(address: &Value) -> Option<String> {
    let said = line(address).map(|line| line.to_lowercase());
    let parts = ["complementPointGeographique", "lieuDit"].map(|key| {
        text_at(address, &[key]).filter(|part| said.as_deref() != Some(part.to_lowercase().as_str()))
    });
    text::join(&parts.each_ref().map(Option::as_deref))
}

/// The official point, unless its BAN key names a commune only (no `_`) or it falls elsewhere.
fn coordinates(
    address: &Value,
    commune: Insee,
    rank: u64,
    locator: &mut Locator,
    sink: &mut Sink<'_>,
) -> Option<Geom> {
    let part = |key: &str| text_at(address, &["coordonneesGeographique", key]);
    let numbers = ["coordonneeX", "coordonneeY", "directionLatitude", "directionLongitude"]
        .map(|key| part(key).and_then(|text| locate::number(&text)));
    if numbers == [None; 4] || part("cleInInteropBAN").is_some_and(|key| !key.contains('_')) {
        return None;
    }
    match locator.finess(commune.departement(), numbers) {
        Some(point) => Some(Geom::point(point.lon, point.lat)),
        None => {
            sink.warn(rank, "coordonneesGeographique", Reason::BadCoordinates);
            None
        }
    }
}

fn phones(place: &Value, rank: u64, sink: &mut Sink<'_>) -> Vec<String> {
    let mut numbers: Vec<String> = Vec::new();
    for contact in list_at(place, &["contact"]) {
        let found = text::phones(&text_at(contact, &["telecom", "telephone"]).unwrap_or_default());
        if found.faulty {
            sink.warn(rank, "telephone", Reason::BadPhone);
        }
        for number in found.numbers {
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
    }
    numbers
}

fn email(place: &Value) -> Option<String> {
    let emails = list_at(place, &["contact"]).iter().filter_map(|c| text_at(c, &["telecom", "courriel"]));
    emails.into_iter().find(|email| text::is_email(email) && !text::is_secure_mailbox(email))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_quarter_written_twice_is_said_once() {
        let twice = json!({ "ligneQuatre": "QUARTIER FOND ZOMBI", "lieuDit": "Quartier Fond Zombi" });
        assert_eq!(complement(&twice), None);
        let apart = json!({ "ligneQuatre": "3 RUE DU PORT", "lieuDit": "BP 132" });
        assert_eq!(complement(&apart).as_deref(), Some("BP 132"));
    }
}
