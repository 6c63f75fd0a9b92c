//! Places as the snapshot keeps them: a structure, a shelter, or an address where professionals practise.

use crate::snapshot::labels;
use crate::store::rows::{PlaceRow, ShelterRow};
use carbet_model::{Kind, Precision};
use time::OffsetDateTime;

/// A place that may be named, with what stands there.
#[derive(Debug, Clone)]
pub struct Place {
    /// `finess:…`, `site:…`, `shelter:…`.
    pub id: String,
    /// `rpps`, `finess`, `shelters`.
    pub source: String,
    /// `None` where only those who practise there are listed.
    pub kind: Option<Kind>,
    pub category: Option<&'static str>,
    /// Never empty: a place without a name is called by its address or its commune.
    pub label: String,
    pub legal_entity: Option<String>,
    pub complement: Option<String>,
    pub line: Option<String>,
    pub postcode: Option<String>,
    pub commune_code: Option<String>,
    pub commune_name: String,
    pub lon: Option<f64>,
    pub lat: Option<f64>,
    pub precision: Precision,
    pub phone: Option<String>,
    pub shelter: Option<ShelterRow>,
    /// When people last put something right here.
    pub corrected_at: Option<OffsetDateTime>,
    /// The listing of the structure itself, when it is one.
    pub own: Option<u32>,
    /// Listings of those who practise there, in the order of listings.
    pub professionals: Vec<u32>,
    /// Listings of the equipment there.
    pub equipment: Vec<u32>,
}

impl Place {
    /// A place from its row. `shelter` is its line of the register of shelters.
    pub(super) fn new(row: &PlaceRow, commune_name: &str, shelter: Option<&ShelterRow>) -> Self {
        let category = row
            .category
            .as_deref()
            .or(shelter.map(|shelter| shelter.shelter_type.as_str()))
            .and_then(|code| carbet_model::category::find(code).ok());
        let kind = row.kind.as_deref().and_then(|kind| kind.parse().ok());
        let line = row.address_line.as_deref().map(labels::address);
        let named = labels::structure(&row.name);
        let label = match (named.is_empty(), &line) {
            (false, _) => named,
            (true, Some(line)) => line.clone(),
            (true, None) if commune_name.is_empty() => "Lieu d’exercice".to_owned(),
            (true, None) => format!("Lieu d’exercice, {commune_name}"),
        };
        Self {
            id: row.place_id.clone(),
            source: row.source.clone(),
            kind,
            category: category.map(|category| category.code),
            label,
            legal_entity: row.legal_entity.as_deref().map(labels::structure),
            complement: row.address_complement.as_deref().map(labels::address),
            line,
            postcode: row.postcode.clone(),
            commune_code: row.commune_code.clone(),
            commune_name: commune_name.to_owned(),
            lon: row.lon,
            lat: row.lat,
            precision: Precision::parse(&row.location_precision).unwrap_or(Precision::None),
            phone: row.phone.clone(),
            shelter: shelter.cloned(),
            corrected_at: row.corrected_at,
            own: None,
            professionals: Vec::new(),
            equipment: Vec::new(),
        }
    }

    /// What kind of place it is, in words.
    pub fn category_label(&self) -> Option<&'static str> {
        self.category.and_then(|code| carbet_model::category::find(code).ok()).map(|category| category.label)
    }
}
