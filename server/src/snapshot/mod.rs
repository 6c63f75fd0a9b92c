//! The snapshot: an immutable read model of everything public, swapped as a whole. Public routes read nothing else.
//!
//! Built from the door's rows by `build`, saved and loaded by `save` and `load`. No SQL here, no HTTP.

pub mod build;
pub mod cards;
pub mod data;
pub mod documents;
mod entries;
pub mod filters;
pub mod frame;
pub mod holder;
pub mod keys;
pub mod labels;
pub mod listing;
pub mod load;
pub mod people;
pub mod places;
pub mod restricted;
pub mod save;
pub mod territories;
pub mod tile_cache;

pub use filters::{FilterError, Vocabulary};
pub use holder::{DatabaseState, Holder};
pub use listing::{Declared, Listing};
pub use people::Person;
pub use places::Place;
pub use territories::Territory;

pub use crate::store::rows::SourceRow;
use carbet_model::Departement;
use std::collections::HashMap;
use time::{Date, OffsetDateTime};

/// What the people of a directory are. One database holds one kind only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    Fictional,
    Real,
    /// Nothing imported can tell yet: screens then claim neither.
    Unknown,
}

impl Nature {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fictional => "fictional",
            Self::Real => "real",
            Self::Unknown => "unknown",
        }
    }
}

/// Everything public at one revision on one day.
pub struct Snapshot {
    pub revision: i64,
    pub nature: Nature,
    /// When the rows were read.
    pub built_at: OffsetDateTime,
    /// The territory's day declarations were judged against.
    pub day: Date,
    /// Départements served.
    pub departements: Vec<Departement>,
    /// Every listing; position = number. Sorted by kind, then key.
    pub listings: Vec<Listing>,
    /// Declarations of each listing that has some, in the order of flags.
    pub declared: HashMap<u32, Vec<Declared>>,
    pub places: HashMap<String, Place>,
    /// By `rpps:…`.
    pub people: HashMap<String, Person>,
    /// Départements, EPCI, CPTS, then communes, each by code; position = number.
    pub territories: Vec<Territory>,
    pub sources: Vec<SourceRow>,
    pub atlas: carbet_tiles::Atlas,
    pub territory_layer: carbet_tiles::TerritoryLayer,
    /// Changes when the content of tiles does, and only then.
    pub tiles_revision: String,
    pub index: carbet_search::Index,
    pub vocabulary: Vocabulary,
    by_key: HashMap<String, u32>,
    by_territory_id: HashMap<String, u32>,
    by_commune_slug: HashMap<String, u32>,
}

impl Snapshot {
    /// The listing with this number, given by the atlas or the index of this same snapshot.
    pub fn listing(&self, number: u32) -> &Listing {
        &self.listings[number as usize]
    }

    /// Number and listing of a listing key.
    pub fn listing_by_key(&self, key: &str) -> Option<(u32, &Listing)> {
        let number = *self.by_key.get(key)?;
        Some((number, self.listing(number)))
    }

    /// `commune:97209`, `cpts:…`…
    pub fn territory(&self, id: &str) -> Option<&Territory> {
        self.by_territory_id.get(id).map(|number| &self.territories[*number as usize])
    }

    /// A commune by the words of its page's address: `fort-de-france-97209`.
    pub fn commune_by_slug(&self, slug: &str) -> Option<&Territory> {
        self.by_commune_slug.get(slug).map(|number| &self.territories[*number as usize])
    }

    /// Communes in alphabetical order.
    pub fn communes(&self) -> impl Iterator<Item = &Territory> {
        let communes =
            |territory: &&Territory| territory.kind == carbet_model::territory::TerritoryKind::Commune;
        self.territories.iter().filter(communes)
    }

    /// Declarations in force of a listing.
    pub fn declared(&self, number: u32) -> &[Declared] {
        self.declared.get(&number).map_or(&[], Vec::as_slice)
    }

    /// Listings in all, and those with a position.
    pub fn totals(&self) -> (usize, usize) {
        (self.listings.len(), self.atlas.len())
    }

    /// The day's draw: what the fair order of a day depends on.
    pub fn seed(&self) -> u64 {
        u64::try_from(self.day.to_julian_day()).unwrap_or(0)
    }

    /// Listings of a kind. Listings are sorted by kind: two searches, no scan.
    pub fn count_of_kind(&self, kind: carbet_model::Kind) -> u32 {
        let until = |last: bool| {
            self.listings
                .partition_point(|listing| if last { listing.kind <= kind } else { listing.kind < kind })
        };
        (until(true) - until(false)) as u32
    }

    /// What is published of a source.
    pub fn source(&self, source: &str) -> Option<&SourceRow> {
        self.sources.iter().find(|row| row.source == source)
    }
}
