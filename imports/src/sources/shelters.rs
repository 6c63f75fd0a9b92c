//! Shelters: our own CSV template, since no national one exists. A confidential shelter is secret; a manager's
//! telephone is never public.

use super::Inputs;
use crate::columns::{Column, Dialect, Row, Rows, optional, required};
use crate::defect::Reason;
use crate::geom::Geom;
use crate::record::{PlaceRecord, ShelterRecord, Visibility};
use crate::stage::{Context, Sink};
use crate::{ImportError, locate, text};
use carbet_model::{Insee, PublicId};
use std::collections::HashSet;

const DIALECT: Dialect = Dialect { separator: b';', quoted: true };

const TYPES: [&str; 4] = ["abri", "hebergement", "regroupement", "evacuation"];
const RISKS: [&str; 5] = ["cyclone", "tsunami", "seisme", "inondation", "volcan"];

#[derive(Clone, Copy)]
enum Field {
    Id,
    Name,
    Commune,
    Address,
    Lon,
    Lat,
    During,
    After,
    Type,
    Risks,
    Wheelchair,
    Generator,
    Water,
    Manager,
    ManagerPhone,
    Confidential,
    VerifiedOn,
}

const COLUMNS: [Column; 17] = [
    required(&["id"]),
    required(&["nom"]),
    required(&["commune_insee"]),
    optional(&["adresse"]),
    required(&["lon"]),
    required(&["lat"]),
    required(&["capacite_pendant"]),
    required(&["capacite_apres"]),
    required(&["type"]),
    optional(&["risques"]),
    optional(&["pmr"]),
    optional(&["groupe_electrogene"]),
    optional(&["eau"]),
    optional(&["gestionnaire"]),
    optional(&["telephone"]),
    // Without it nobody could tell which ones to hide.
    required(&["confidentiel"]),
    optional(&["date_verification"]),
];

/// Reads the files.
pub(super) fn read(inputs: Inputs<'_>, context: &Context, sink: &mut Sink<'_>) -> Result<(), ImportError> {
    let mut seen = HashSet::new();
    for input in inputs {
        let mut rows = Rows::open(input?, DIALECT, &COLUMNS)?;
        while let Some(row) = rows.next_row()? {
            match shelter(&row, context, sink) {
                Ok((place, _)) if !seen.insert(place.place_id.clone()) => {
                    sink.reject(row.line, "id", Reason::Duplicate);
                }
                Ok((place, shelter)) => {
                    sink.push(&place)?;
                    sink.push(&shelter)?;
                    sink.keep();
                }
                Err((field, reason)) => sink.reject(row.line, field, reason),
            }
        }
    }
    Ok(())
}

fn shelter(
    row: &Row<'_>,
    context: &Context,
    sink: &mut Sink<'_>,
) -> Result<(PlaceRecord, ShelterRecord), (&'static str, Reason)> {
    if !row.fits() {
        return Err(("ligne", Reason::WrongNumberOfFields));
    }
    let get = |column: Field| row.get(column as usize);
    let id = get(Field::Id).strip_prefix("shelter:").unwrap_or(get(Field::Id));
    if id.is_empty() {
        return Err(("id", Reason::MissingIdentifier));
    }
    let place_id = format!("shelter:{id}");
    place_id.parse::<PublicId>().map_err(|_| ("id", Reason::BadIdentifier))?;
    let commune: Insee = get(Field::Commune).parse().map_err(|_| ("commune_insee", Reason::BadCommune))?;
    if !context.covers(commune) {
        return Err(("commune_insee", Reason::OutsideTerritory));
    }
    let word = carbet_search::normalise(get(Field::Type));
    let shelter_type = TYPES.into_iter().find(|kind| *kind == word).ok_or(("type", Reason::UnknownCode))?;
    let shelter = ShelterRecord {
        place_id: place_id.clone(),
        shelter_type,
        capacity_during: capacity(row, Field::During, sink),
        capacity_after: capacity(row, Field::After, sink),
        risks: risks(row, sink),
        wheelchair: answer(row, Field::Wheelchair, sink),
        generator: answer(row, Field::Generator, sink),
        water: answer(row, Field::Water, sink),
        manager: row.text(Field::Manager as usize),
        manager_phone: manager_phone(row, sink),
        verified_on: verified_on(row, sink),
    };
    let place = PlaceRecord {
        place_id,
        source: "shelters",
        kind: Some("shelter"),
        category: Some(shelter_type.to_owned()),
        name: row.text(Field::Name as usize).ok_or(("nom", Reason::MissingName))?,
        address_line: row.text(Field::Address as usize),
        commune_code: Some(commune.city().to_string()),
        geom: coordinates(row, commune, sink),
        // Anything but a clear "no" hides it, nothing at all included.
        visibility: match answer(row, Field::Confidential, sink) {
            Some(false) => Visibility::Public,
            Some(true) | None => Visibility::Secret,
        },
        ..PlaceRecord::default()
    };
    Ok((place, shelter))
}

fn coordinates(row: &Row<'_>, commune: Insee, sink: &mut Sink<'_>) -> Option<Geom> {
    let (lon, lat) = (row.get(Field::Lon as usize), row.get(Field::Lat as usize));
    let point = locate::number(lon)
        .zip(locate::number(lat))
        .and_then(|(lon, lat)| locate::geographic(commune.departement(), lon, lat));
    if point.is_none() && !(lon.is_empty() && lat.is_empty()) {
        sink.warn(row.line, "lon", Reason::BadCoordinates);
    }
    point.map(|point| Geom::point(point.lon, point.lat))
}

/// A number of people; a hundred thousand under one roof is a slip of the keyboard.
fn capacity(row: &Row<'_>, column: Field, sink: &mut Sink<'_>) -> Option<u32> {
    let text = row.get(column as usize);
    let number = text.parse().ok().filter(|&n: &u32| n < 100_000);
    if number.is_none() && !text.is_empty() {
        sink.warn(row.line, COLUMNS[column as usize].names[0], Reason::BadNumber);
    }
    number
}

fn risks(row: &Row<'_>, sink: &mut Sink<'_>) -> Vec<&'static str> {
    let mut found = Vec::new();
    for part in
        row.get(Field::Risks as usize).split([' ', ',', '|', '/', '+']).filter(|part| !part.is_empty())
    {
        let word = carbet_search::normalise(part);
        match RISKS.into_iter().find(|risk| *risk == word) {
            Some(risk) => found.push(risk),
            None => sink.warn(row.line, "risques", Reason::UnknownCode),
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Yes or no, `None` when nothing is said.
fn answer(row: &Row<'_>, column: Field, sink: &mut Sink<'_>) -> Option<bool> {
    match carbet_search::normalise(row.get(column as usize)).as_str() {
        "oui" | "o" | "1" | "true" | "vrai" | "x" | "yes" => Some(true),
        "non" | "n" | "0" | "false" | "faux" | "no" => Some(false),
        "" => None,
        _ => {
            sink.warn(row.line, COLUMNS[column as usize].names[0], Reason::UnknownCode);
            None
        }
    }
}

fn manager_phone(row: &Row<'_>, sink: &mut Sink<'_>) -> Option<String> {
    let found = text::phones(row.get(Field::ManagerPhone as usize));
    if found.faulty {
        sink.warn(row.line, "telephone", Reason::BadPhone);
    }
    found.numbers.into_iter().next()
}

/// `AAAA-MM-JJ` or `JJ/MM/AAAA`.
fn verified_on(row: &Row<'_>, sink: &mut Sink<'_>) -> Option<time::Date> {
    let text = row.get(Field::VerifiedOn as usize);
    let date = date(text);
    if date.is_none() && !text.is_empty() {
        sink.warn(row.line, "date_verification", Reason::BadDate);
    }
    date
}

fn date(text: &str) -> Option<time::Date> {
    let parts: Vec<u16> = text.split(['-', '/']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let (year, month, day) = match (*parts.first()?, *parts.get(1)?, *parts.get(2)?, parts.len()) {
        (year @ 1900.., month, day, 3) => (year, month, day),
        (day, month, year @ 1900.., 3) => (year, month, day),
        _ => return None,
    };
    let month = time::Month::try_from(u8::try_from(month).ok()?).ok()?;
    time::Date::from_calendar_date(year.into(), month, u8::try_from(day).ok()?)
        .ok()
        .filter(|date| date.year() < 3000)
}
