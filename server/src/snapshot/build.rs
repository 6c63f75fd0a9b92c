//! Rows to snapshot. Pure: rows, day, instant and départements in, a snapshot out; the same rows give the same answers.
//!
//! It hides nothing and decides nothing about people: the door has done it. It expires declarations, names and sorts.

use super::documents::{self, Belonging};
use super::{
    Declared, Listing, Nature, Person, Place, Snapshot, Territory, Vocabulary, entries, territories,
};
use crate::snapshot::data::PublicData;
use carbet_model::{Departement, Insee};
use carbet_search::IndexBuilder;
use carbet_tiles::{Atlas, Point, TerritoryLayer, TilesError};
use sha2::{Digest, Sha256};
use std::collections::{BTreeSet, HashMap, HashSet};
use time::{Date, OffsetDateTime};

/// What a snapshot is made for, besides rows.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The territory's day.
    pub day: Date,
    /// When the rows were read.
    pub built_at: OffsetDateTime,
    pub departements: Vec<Departement>,
}

/// Builds the snapshot of some rows. Fails only on coordinates that are no numbers.
pub fn build(data: &PublicData, frame: &Frame) -> Result<Snapshot, TilesError> {
    let mut territories = territories::build(&data.territories, &data.members, &frame.departements);
    let belonging = Belonging::new(&territories);
    let mut entries = entries::build(data, frame, &commune_names(data));
    let codes: BTreeSet<&str> =
        entries.listings.iter().flat_map(|listing| &listing.skills).map(String::as_str).collect();
    let vocabulary = Vocabulary::new(codes.iter().copied(), territories.iter().map(|t| t.id.as_str()));

    let mut points = Vec::new();
    let revision = u32::try_from(data.revision).unwrap_or(u32::MAX);
    let mut index = IndexBuilder::new(documents::lexicon(&territories), revision);
    for (number, listing) in (0u32..).zip(&entries.listings) {
        let inside = belonging.of(listing.commune);
        for territory in inside {
            territories[*territory as usize].counts[usize::from(listing.kind.index())] += 1;
        }
        points.extend(documents::point(number, listing, inside, &vocabulary));
        let ids = inside.iter().map(|territory| territories[*territory as usize].id.clone()).collect();
        let person = entries.people.get(&listing.id);
        let place = listing.place.as_ref().and_then(|place| entries.places.get(place));
        index.push(&documents::document(number, listing, person, place, ids));
    }
    let drawings = territories::drawings(&territories);
    let tiles_revision = tiles_revision(&points, &drawings, &codes, &territories);
    attach(&entries.listings, &mut entries.places, &mut entries.people);
    let numbered = |(number, territory): (u32, &Territory)| (territory.id.clone(), number);
    Ok(Snapshot {
        revision: data.revision,
        nature: match data.nature.as_deref() {
            Some("fictional") => Nature::Fictional,
            Some(_) => Nature::Real,
            None => Nature::Unknown,
        },
        built_at: frame.built_at,
        day: frame.day,
        departements: frame.departements.clone(),
        by_key: (0u32..)
            .zip(&entries.listings)
            .map(|(number, listing)| (listing.key.clone(), number))
            .collect(),
        by_territory_id: (0u32..).zip(&territories).map(numbered).collect(),
        by_commune_slug: (0u32..)
            .zip(&territories)
            .filter(|(_, t)| t.kind == carbet_model::territory::TerritoryKind::Commune)
            .map(|(number, t)| (t.slug.clone(), number))
            .collect(),
        listings: entries.listings,
        declared: entries.declared,
        places: entries.places,
        people: entries.people,
        sources: data.sources.clone(),
        atlas: Atlas::build(points)?,
        territory_layer: TerritoryLayer::build(drawings),
        territories,
        tiles_revision,
        index: index.build(),
        vocabulary,
    })
}

/// Listings, places, people and declarations before they are numbered into atlas and index.
pub(super) struct Entries {
    pub listings: Vec<Listing>,
    pub declared: HashMap<u32, Vec<Declared>>,
    pub places: HashMap<String, Place>,
    pub people: HashMap<String, Person>,
}

fn commune_names(data: &PublicData) -> HashMap<String, String> {
    let communes = data.territories.iter().filter(|row| row.kind == "commune");
    communes.map(|row| (row.code.clone(), row.name.clone())).collect()
}

/// The name of a commune; an arrondissement without a row of its own is called by its city.
pub(super) fn commune_name(names: &HashMap<String, String>, code: Option<Insee>) -> String {
    let named = code.and_then(|code| names.get(code.as_str()).or_else(|| names.get(code.city().as_str())));
    named.cloned().unwrap_or_default()
}

/// Is a commune in the territory served? Where no commune is known, the import has judged by the rest of the address.
pub(super) fn is_served(code: Option<Insee>, departements: &[Departement]) -> bool {
    code.is_none_or(|code| departements.contains(&code.departement()))
}

/// Gives places and people the numbers of their listings; a person without a listing here is dropped.
fn attach(listings: &[Listing], places: &mut HashMap<String, Place>, people: &mut HashMap<String, Person>) {
    use carbet_model::Kind;
    for (number, listing) in (0u32..).zip(listings) {
        if let Some(place) = listing.place.as_ref().and_then(|place| places.get_mut(place)) {
            match listing.kind {
                Kind::Professional => place.professionals.push(number),
                Kind::Equipment => place.equipment.push(number),
                _ => place.own = Some(number),
            }
        }
        if let Some(person) = people.get_mut(&listing.id) {
            person.listings.push(number);
        }
    }
    let listed: HashSet<&str> = listings.iter().map(|listing| listing.id.as_str()).collect();
    people.retain(|id, _| listed.contains(id.as_str()));
}

/// A name for the content of tiles: points without their numbers, outlines, and what filters mean.
fn tiles_revision(
    points: &[Point],
    drawings: &[carbet_tiles::Territory],
    codes: &BTreeSet<&str>,
    territories: &[Territory],
) -> String {
    let mut hash = Sha256::new();
    let mut add = |bytes: Result<Vec<u8>, postcard::Error>| {
        hash.update(bytes.expect("plain data always has a postcard form"));
    };
    for point in points {
        add(postcard::to_stdvec(&Point { number: 0, ..point.clone() }));
    }
    add(postcard::to_stdvec(drawings));
    add(postcard::to_stdvec(codes));
    let ids: Vec<(&str, &[String])> =
        territories.iter().map(|t| (t.id.as_str(), t.communes.as_slice())).collect();
    add(postcard::to_stdvec(&ids));
    hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}
