//! Listings as the search index and the atlas want them. Public fields only go in, so public fields only are found.

use super::{Listing, Person, Place, Territory, Vocabulary};
use carbet_model::territory::TerritoryKind;
use carbet_model::{Insee, Precision, skill};
use carbet_search::{Document, Entry, Lexicon};
use carbet_tiles::{NONE, Point};
use std::collections::HashMap;

/// Numbers of the territories each commune lies in.
pub(super) struct Belonging {
    by_commune: HashMap<String, Vec<u32>>,
}

impl Belonging {
    pub(super) fn new(territories: &[Territory]) -> Self {
        let mut by_commune: HashMap<String, Vec<u32>> = HashMap::new();
        for (number, territory) in (0u32..).zip(territories) {
            for code in &territory.communes {
                by_commune.entry(code.clone()).or_default().push(number);
            }
        }
        Self { by_commune }
    }

    /// An arrondissement of Paris, Lyon or Marseille belongs to what its city belongs to.
    pub(super) fn of(&self, commune: Option<Insee>) -> &[u32] {
        let found = commune.and_then(|code| {
            self.by_commune.get(code.as_str()).or_else(|| self.by_commune.get(code.city().as_str()))
        });
        found.map_or(&[], Vec::as_slice)
    }
}

/// Skill codes of a listing and the groups they belong to.
fn skill_words(listing: &Listing) -> Vec<String> {
    let mut words = listing.skills.clone();
    if let Some(profession) = listing.profession {
        let groups = listing.skills.iter().flat_map(|code| skill::groups_of(profession, code));
        words.extend(groups.map(|group| group.slug.to_owned()));
    }
    words.sort_unstable();
    words.dedup();
    words
}

/// What is indexed of a listing.
pub(super) fn document(
    number: u32,
    listing: &Listing,
    person: Option<&Person>,
    place: Option<&Place>,
    territories: Vec<String>,
) -> Document {
    let numbers = [listing.id.split_once(':').map(|(_, number)| number.to_owned()), listing.phone.clone()];
    let other_names = match (person, place) {
        (Some(_), Some(place)) => vec![place.label.clone()],
        (None, Some(place)) => place.legal_entity.clone().into_iter().collect(),
        (_, None) => Vec::new(),
    };
    Document {
        number,
        listing: listing.key.clone(),
        id: listing.id.clone(),
        label: listing.label.clone(),
        other_names,
        person: person.map(|person| carbet_search::Person {
            family: person.family_name.clone(),
            given: person.given_name.clone(),
        }),
        kind: listing.kind.as_str().to_owned(),
        profession: listing.profession.map(|key| key.to_string()),
        skills: skill_words(listing),
        categories: listing.category.map(str::to_owned).into_iter().collect(),
        flags: listing.flags.iter().map(|flag| flag.as_str().to_owned()).collect(),
        territories,
        position: listing.position(),
        numbers: numbers.into_iter().flatten().collect(),
    }
}

/// What the map knows of a listing; `None` when it has no position.
pub(super) fn point(
    number: u32,
    listing: &Listing,
    territories: &[u32],
    vocabulary: &Vocabulary,
) -> Option<Point> {
    let (lon, lat) = listing.position()?;
    Some(Point {
        profession: listing.profession.map_or(NONE, |key| vocabulary.profession(key)),
        category: listing.category.map_or(NONE, |code| vocabulary.category(code)),
        skills: skill_words(listing).iter().map(|word| vocabulary.skill(word)).collect(),
        flags: listing.flags,
        approximate: listing.precision == Precision::Commune,
        territories: territories.to_vec(),
        ..Point::new(number, lon, lat, listing.kind)
    })
}

/// The French table of words with the places of this territory.
pub(super) fn lexicon(territories: &[Territory]) -> Lexicon {
    let of_kind = |kind| territories.iter().filter(move |territory| territory.kind == kind);
    let order =
        [TerritoryKind::Commune, TerritoryKind::Departement, TerritoryKind::Cpts, TerritoryKind::Epci];
    let entry = |territory: &Territory| Entry {
        detail: match territory.kind {
            TerritoryKind::Commune => None,
            TerritoryKind::Departement => Some("Département".to_owned()),
            TerritoryKind::Cpts => Some("CPTS".to_owned()),
            TerritoryKind::Epci => Some("Intercommunalité".to_owned()),
        },
        ..Entry::place(&territory.label, &territory.id, territory.centre(), territory.postcodes.clone())
    };
    Lexicon::french(order.into_iter().flat_map(of_kind).map(entry).collect())
}
