//! Rows to listings: what is listed, what it is called, what it declares today.
//!
//! Order: by kind, then by key, so that the same directory always numbers its listings alike.

use super::build::{Entries, Frame, commune_name, is_served};
use super::{Declared, Listing, Person, Place, labels};
use crate::snapshot::data::PublicData;
use crate::store::rows::{DeclarationRow, EquipmentRow, PracticeRow};
use carbet_model::{Flag, FlagSet, Insee, Kind, Precision, ProfessionKey, category, skill};
use std::collections::HashMap;
use time::Date;

/// Declarations in force today by subject, then by place (`None`: everywhere).
type InForce<'a> = HashMap<&'a str, Vec<&'a DeclarationRow>>;

/// Everything listed in the départements served.
pub(super) fn build(data: &PublicData, frame: &Frame, names: &HashMap<String, String>) -> Entries {
    let places = places(data, frame, names);
    let mut in_force: InForce<'_> = HashMap::new();
    for row in data.declarations.iter().filter(|row| frame.day < row.expires_on) {
        in_force.entry(&row.subject_id).or_default().push(row);
    }
    let mut people = HashMap::new();
    let mut listings: Vec<(Listing, Vec<Declared>)> = Vec::new();
    for row in &data.practices {
        let commune = row.commune_code.as_deref().and_then(|code| code.parse::<Insee>().ok());
        if !is_served(commune, &frame.departements) {
            continue;
        }
        let Some(listing) = practice(row, commune, &places, names) else { continue };
        people.entry(listing.id.clone()).or_insert_with(|| person(row, &listing));
        let declared = declared(&in_force, &listing, None);
        listings.push((listing, declared));
    }
    for place in places.values() {
        if let Some(listing) = structure(place) {
            let verified_on = place.shelter.as_ref().and_then(|shelter| shelter.verified_on);
            let declared = declared(&in_force, &listing, verified_on);
            listings.push((listing, declared));
        }
    }
    for row in &data.equipment {
        if let Some(listing) = places.get(&row.place_id).and_then(|place| machine(row, place)) {
            listings.push((listing, Vec::new()));
        }
    }
    listings.sort_by(|(a, _), (b, _)| a.kind.cmp(&b.kind).then_with(|| a.key.cmp(&b.key)));
    // One listing a key: somebody who opposed and works twice in a commune is listed once there.
    listings.dedup_by(|(later, _), (first, _)| {
        let same = later.key == first.key;
        if same {
            first.skills.append(&mut later.skills);
            first.skills.sort_unstable();
            first.skills.dedup();
        }
        same
    });
    let mut entries =
        Entries { listings: Vec::with_capacity(listings.len()), declared: HashMap::new(), places, people };
    for (number, (mut listing, declared)) in (0u32..).zip(listings) {
        let told = |value| declared.iter().filter(move |it| it.value == value).map(|it| it.flag);
        listing.flags = told(true).collect();
        listing.flags_no = told(false).collect();
        entries.listings.push(listing);
        if !declared.is_empty() {
            entries.declared.insert(number, declared);
        }
    }
    entries
}

fn places(data: &PublicData, frame: &Frame, names: &HashMap<String, String>) -> HashMap<String, Place> {
    let shelters: HashMap<&str, _> = data.shelters.iter().map(|row| (row.place_id.as_str(), row)).collect();
    let named = data.places.iter().filter_map(|row| {
        let commune = row.commune_code.as_deref().and_then(|code| code.parse::<Insee>().ok());
        is_served(commune, &frame.departements).then(|| {
            let shelter = shelters.get(row.place_id.as_str()).copied();
            (row.place_id.clone(), Place::new(row, &commune_name(names, commune), shelter))
        })
    });
    named.collect()
}

fn person(row: &PracticeRow, listing: &Listing) -> Person {
    Person {
        id: listing.id.clone(),
        civility: row.civility.clone(),
        label: listing.label.clone(),
        family_name: labels::name(&row.family_name),
        given_name: labels::name(&row.given_name),
        listings: Vec::new(),
    }
}

/// The listing of a practice; `None` for a profession outside the closed list.
fn practice(
    row: &PracticeRow,
    commune: Option<Insee>,
    places: &HashMap<String, Place>,
    names: &HashMap<String, String>,
) -> Option<Listing> {
    let profession: ProfessionKey = row.profession.parse().ok()?;
    let place = row.place_id.as_ref().and_then(|id| places.get(id));
    let site = match (place, commune) {
        (Some(place), _) => place.id.clone(),
        (None, Some(code)) => format!("commune:{code}"),
        (None, None) => "unknown".to_owned(),
    };
    let id = format!("rpps:{}", row.rpps);
    let position = row.lon.zip(row.lat);
    Some(Listing {
        key: format!("{id}@{site}#{profession}"),
        id,
        place: place.map(|place| place.id.clone()),
        kind: Kind::Professional,
        label: labels::person(profession.is_doctor(), &row.given_name, &row.family_name),
        profession: Some(profession),
        category: None,
        detail: trade(profession, &row.skills).to_owned(),
        skills: row.skills.clone(),
        commune,
        commune_name: commune_name(names, commune),
        address: place.and_then(|place| place.line.clone()),
        postcode: place.and_then(|place| place.postcode.clone()),
        lon: position.map(|(lon, _)| lon),
        lat: position.map(|(_, lat)| lat),
        precision: Precision::parse(&row.location_precision).unwrap_or(Precision::None),
        phone: row.phone.clone(),
        flags: FlagSet::default(),
        flags_no: FlagSet::default(),
        quantity: None,
        capacity: None,
        mode: ["L", "S", "B"].into_iter().find(|mode| Some(*mode) == row.mode.as_deref()),
    })
}

/// The first skill group in the order of the table, else the profession.
fn trade(profession: ProfessionKey, skills: &[String]) -> &'static str {
    let held = |group: &&skill::SkillGroup| {
        group.profession == profession && skills.iter().any(|code| group.codes.contains(&code.as_str()))
    };
    skill::groups().iter().find(held).map_or(profession.label(), |group| group.label)
}

/// The listing of a structure or a shelter; `None` for a place where only people are listed.
fn structure(place: &Place) -> Option<Listing> {
    let kind = place.kind?;
    let capacity =
        place.shelter.as_ref().and_then(|shelter| shelter.capacity_during.or(shelter.capacity_after));
    Some(Listing {
        capacity: capacity.and_then(|n| u32::try_from(n).ok()),
        ..at_place(place, kind, place.id.clone())
    })
}

/// The listing of a type of equipment at a place.
fn machine(row: &EquipmentRow, place: &Place) -> Option<Listing> {
    let kind_of_machine = category::find(&row.category).ok()?;
    Some(Listing {
        category: Some(kind_of_machine.code),
        detail: kind_of_machine.label.to_owned(),
        quantity: u32::try_from(row.quantity).ok(),
        ..at_place(place, Kind::Equipment, format!("{}#{}", place.id, row.category))
    })
}

fn at_place(place: &Place, kind: Kind, key: String) -> Listing {
    Listing {
        key,
        id: place.id.clone(),
        place: Some(place.id.clone()),
        kind,
        label: place.label.clone(),
        profession: None,
        category: place.category,
        detail: place.category_label().unwrap_or_default().to_owned(),
        skills: Vec::new(),
        commune: place.commune_code.as_deref().and_then(|code| code.parse().ok()),
        commune_name: place.commune_name.clone(),
        address: place.line.clone(),
        postcode: place.postcode.clone(),
        lon: place.lon,
        lat: place.lat,
        precision: place.precision,
        phone: place.phone.clone(),
        flags: FlagSet::default(),
        flags_no: FlagSet::default(),
        quantity: None,
        capacity: None,
        mode: None,
    }
    .with_register(place)
}

impl Listing {
    /// What the register of shelters states counts as an answer, unless somebody declared later.
    fn with_register(mut self, place: &Place) -> Self {
        match place.shelter.as_ref().and_then(|shelter| shelter.wheelchair) {
            Some(true) => self.flags.insert(Flag::Wheelchair),
            Some(false) => self.flags_no.insert(Flag::Wheelchair),
            None => {}
        }
        self
    }
}

/// Answers in force for a listing, one a flag, in the order of flags. What is said of one place wins over what is said
/// of all, and a declaration wins over the register, whose day is `verified_on`.
fn declared(in_force: &InForce<'_>, listing: &Listing, verified_on: Option<Date>) -> Vec<Declared> {
    let said: &[&DeclarationRow] = in_force.get(listing.id.as_str()).map_or(&[], Vec::as_slice);
    let answer = |flag: Flag| {
        let about = |row: &&&DeclarationRow| {
            row.flag == flag.as_str() && (row.place_id.is_none() || row.place_id == listing.place)
        };
        let best = said.iter().filter(about).max_by_key(|row| (row.place_id.is_some(), row.declared_on));
        best.map(|row| Declared {
            flag,
            value: row.answer,
            declared_on: Some(row.declared_on),
            expires_on: Some(row.expires_on),
            declared_by: declarer(&row.declared_by),
        })
        .or_else(|| registered(listing, flag, verified_on))
    };
    Flag::ALL.into_iter().filter_map(answer).collect()
}

fn registered(listing: &Listing, flag: Flag, verified_on: Option<Date>) -> Option<Declared> {
    let value = match (listing.flags.contains(flag), listing.flags_no.contains(flag)) {
        (true, _) => true,
        (false, true) => false,
        (false, false) => return None,
    };
    Some(Declared { flag, value, declared_on: verified_on, expires_on: None, declared_by: "register" })
}

fn declarer(word: &str) -> &'static str {
    match word {
        "coordinator" => "coordinator",
        "facility" => "facility",
        _ => "professional",
    }
}
