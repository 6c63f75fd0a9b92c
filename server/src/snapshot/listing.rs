//! A listing: one professional at one place in one profession, one structure, one type of equipment, one shelter.
//!
//! Everything counted on every screen is a listing. Its number is its position in [`super::Snapshot::listings`].

use carbet_model::{FlagSet, Insee, Kind, Precision, ProfessionKey};
use time::Date;

/// What a list, a card and a facet know of a listing. Public: nothing here may be hidden from anybody.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    /// Unique and stable across imports: `rpps:…@site:…#60`, `finess:…`, `finess:…#irm`, `shelter:…`.
    pub key: String,
    /// What it is about: `rpps:…`, `finess:…`, `shelter:…`.
    pub id: String,
    /// Where it is; `None` when only the commune may be told.
    pub place: Option<String>,
    pub kind: Kind,
    pub label: String,
    pub profession: Option<ProfessionKey>,
    /// FINESS category, type of equipment, or type of shelter.
    pub category: Option<&'static str>,
    /// The most exact trade words: a skill group's label, else the profession's or the category's. May be empty.
    pub detail: String,
    /// Savoir-faire codes, sorted.
    pub skills: Vec<String>,
    pub commune: Option<Insee>,
    /// Empty when the commune is unknown.
    pub commune_name: String,
    pub address: Option<String>,
    pub postcode: Option<String>,
    /// Degrees (WGS 84); both or neither.
    pub lon: Option<f64>,
    pub lat: Option<f64>,
    pub precision: Precision,
    pub phone: Option<String>,
    /// Declared or registered as true.
    pub flags: FlagSet,
    /// Declared or registered as false.
    pub flags_no: FlagSet,
    /// How many machines (equipment).
    pub quantity: Option<u32>,
    /// How many people during the impact, else after it (shelter).
    pub capacity: Option<u32>,
    /// `L` liberal, `S` salaried, `B` volunteer (professionals).
    pub mode: Option<&'static str>,
}

impl Listing {
    pub fn position(&self) -> Option<(f64, f64)> {
        self.lon.zip(self.lat)
    }

    pub fn profession_label(&self) -> Option<&'static str> {
        self.profession.map(ProfessionKey::label)
    }

    pub fn category_label(&self) -> Option<&'static str> {
        self.category.and_then(|code| carbet_model::category::find(code).ok()).map(|category| category.label)
    }
}

/// One answer to one criterion, with its dates: what a details panel shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Declared {
    pub flag: carbet_model::Flag,
    pub value: bool,
    pub declared_on: Option<Date>,
    /// Last day shown is the day before; `None` for what a register states.
    pub expires_on: Option<Date>,
    /// `professional`, `coordinator`, `facility`, or `register`.
    pub declared_by: &'static str,
}
