//! The rows of the door's views, as they are read and as they are saved. Changing a shape changes the saved snapshot:
//! raise `snapshot::save::FORMAT` with it.

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

/// `published.sources`: what is published of a source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SourceRow {
    pub source: String,
    pub label: String,
    pub vintage_on: Date,
    pub published_at: OffsetDateTime,
    pub rows_read: i64,
    pub rows_kept: i64,
    pub rows_rejected: i64,
    pub licence: String,
    pub attribution: String,
}

/// `published.territories`. `outline` is WKB, in degrees.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TerritoryRow {
    pub territory_id: String,
    pub kind: String,
    pub code: String,
    pub name: String,
    pub population: Option<i32>,
    pub postcodes: Vec<String>,
    pub stage: Option<String>,
    pub size: Option<i16>,
    pub lon: Option<f64>,
    pub lat: Option<f64>,
    pub outline: Option<Vec<u8>>,
    pub outline_nature: Option<String>,
}

/// `published.territory_members`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MemberRow {
    pub territory_id: String,
    pub commune_code: String,
}

/// `published.places`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlaceRow {
    pub place_id: String,
    pub source: String,
    pub kind: Option<String>,
    pub category: Option<String>,
    pub name: String,
    pub legal_entity: Option<String>,
    pub address_complement: Option<String>,
    pub address_line: Option<String>,
    pub postcode: Option<String>,
    pub commune_code: Option<String>,
    pub phone: Option<String>,
    pub lon: Option<f64>,
    pub lat: Option<f64>,
    pub location_precision: String,
    /// When people last put something right here, if they did.
    pub corrected_at: Option<OffsetDateTime>,
}

/// `published.practices`: one professional at one place in one profession.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PracticeRow {
    pub rpps: String,
    pub profession: String,
    pub civility: Option<String>,
    pub family_name: String,
    pub given_name: String,
    pub mode: Option<String>,
    pub locum: bool,
    pub skills: Vec<String>,
    pub place_id: Option<String>,
    pub commune_code: Option<String>,
    pub phone: Option<String>,
    pub lon: Option<f64>,
    pub lat: Option<f64>,
    pub location_precision: String,
}

/// `published.equipment`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EquipmentRow {
    pub place_id: String,
    pub category: String,
    pub quantity: i32,
}

/// `published.shelters`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ShelterRow {
    pub place_id: String,
    pub shelter_type: String,
    pub capacity_during: Option<i32>,
    pub capacity_after: Option<i32>,
    pub risks: Vec<String>,
    pub wheelchair: Option<bool>,
    pub generator: Option<bool>,
    pub water: Option<bool>,
    pub verified_on: Option<Date>,
}

/// `published.declarations`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DeclarationRow {
    pub subject_id: String,
    pub place_id: Option<String>,
    pub flag: String,
    pub answer: bool,
    pub declared_by: String,
    pub declared_on: Date,
    pub expires_on: Date,
}

/// `published.restricted_practices`: what verified peers may see.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RestrictedPracticeRow {
    pub rpps: String,
    pub place_id: String,
    pub profession: String,
    pub mailbox: Option<String>,
    pub phone: Option<String>,
    pub phone_2: Option<String>,
    pub email: Option<String>,
}

/// `published.restricted_places`: places whose address is not public.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RestrictedPlaceRow {
    pub place_id: String,
    pub kind: Option<String>,
    pub category: Option<String>,
    pub name: String,
    pub address_complement: Option<String>,
    pub address_line: Option<String>,
    pub postcode: Option<String>,
    pub commune_code: Option<String>,
    pub phone: Option<String>,
    pub lon: Option<f64>,
    pub lat: Option<f64>,
    pub visibility: String,
}

/// `published.restricted_shelters`: the register with its managers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RestrictedShelterRow {
    pub place_id: String,
    pub shelter_type: String,
    pub capacity_during: Option<i32>,
    pub capacity_after: Option<i32>,
    pub manager: Option<String>,
    pub manager_phone: Option<String>,
}
