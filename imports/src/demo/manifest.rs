//! What the demo holds, counted while it is written: the figures tests add up against.
//!
//! Counts follow the rules of the importers (which rows make a listing, which territory claims it); they are never
//! read back from what an importer did.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Counts by name.
pub type Counts = BTreeMap<String, u64>;

/// Everything about one demo.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Always `fictional`.
    pub nature: String,
    pub seed: u64,
    pub scale: f64,
    /// The day given to the generator, `AAAA-MM-JJ`.
    pub today: String,
    /// Records in each file by file name: lines after the header, structures, activities, features.
    pub files: Counts,
    /// What an import of each département should give, by its code.
    pub departements: BTreeMap<String, Expected>,
    /// RPPS rows that no territory can claim: no commune, no postcode, no département.
    pub rpps_rows_nowhere: u64,
    /// People who opposed, in the order of `oppositions.csv`. All live in the main territory.
    pub opposed: Vec<Opposed>,
    /// Planted oddities, by name.
    pub anomalies: Counts,
    /// Places to look at, by what they are: `teaching_hospital` → `finess:…`.
    pub landmarks: BTreeMap<String, String>,
}

/// Somebody who opposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opposed {
    pub rpps: String,
    /// `contact` or `listing`.
    pub scope: String,
    /// Family name as in the file, to look for where it must not be.
    pub family_name: String,
    pub commune: String,
    /// Profession key of the only listing: `60`, `R95:93`.
    pub profession: String,
    /// Structure id of the only listing (column 24).
    pub site: String,
    /// Phone of the site, often empty.
    pub phone: String,
    /// Whether the site, which others share, is named after the person.
    pub named: bool,
}

/// What an import of one département should give.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expected {
    pub name: String,
    pub communes: u64,
    /// Rows of the RPPS the département claims, and the people they name.
    pub rpps_rows: u64,
    pub rpps_people: u64,
    /// Open structures of FINESS (604 included), and the 604 among them, which are no listings.
    pub finess_kept: u64,
    pub finess_cpts: u64,
    pub addresses: u64,
    pub hamlets: u64,
    pub shelters: u64,
    pub cpts: u64,
    pub hazards: u64,
    /// Listings by kind: as imported, oppositions and secrets included.
    pub listings: Counts,
    /// Of those, with a point (their own or the centre of their commune).
    pub located: Counts,
    /// Listings by kind as the public sees them: without people whose opposition covers the listing, without
    /// confidential shelters.
    pub shown: Counts,
    /// Of those, with a point.
    pub shown_located: Counts,
    /// Of those, at official coordinates rather than at the centre of the commune.
    pub shown_at_address: Counts,
    /// Listings of professionals as shown, by profession key.
    pub professions: Counts,
    /// Listings of structures and equipment as shown, by category; machines counted by `machines`.
    pub categories: Counts,
    pub machines: Counts,
    /// Declarations in force on the day of the demo, by flag: listings that say yes, and no.
    pub declared_yes: Counts,
    pub declared_no: Counts,
}

/// How precisely a listing is placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Point {
    Address,
    Commune,
    None,
}

impl Expected {
    /// Counts one listing; `shown` is false when the public may not see it.
    pub fn listing(&mut self, kind: &str, point: Point, shown: bool) {
        add(&mut self.listings, kind, 1);
        add(&mut self.located, kind, u64::from(point != Point::None));
        add(&mut self.shown, kind, u64::from(shown));
        add(&mut self.shown_located, kind, u64::from(shown && point != Point::None));
        add(&mut self.shown_at_address, kind, u64::from(shown && point == Point::Address));
    }
}

impl Manifest {
    /// Counts one planted oddity.
    pub fn anomaly(&mut self, name: &str, count: u64) {
        add(&mut self.anomalies, name, count);
    }

    /// The expectations of a département.
    pub fn of(&mut self, departement: &str) -> &mut Expected {
        // Two look-ups so that the usual case, a known département, allocates nothing.
        if !self.departements.contains_key(departement) {
            self.departements.insert(departement.to_owned(), Expected::default());
        }
        self.departements.get_mut(departement).expect("just inserted")
    }
}

/// Adds to a count, creating it at zero.
pub fn add(counts: &mut Counts, name: &str, count: u64) {
    match counts.get_mut(name) {
        Some(sum) => *sum += count,
        None => {
            counts.insert(name.to_owned(), count);
        }
    }
}
