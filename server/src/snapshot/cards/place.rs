//! The card of a place: a structure, a shelter, or an address where professionals practise.

use super::{
    Address, FlagAnswer, Provenance, TerritoryLink, answers, corrected_provenance, declared_provenance,
    flags, iso, page, provenance, route_url, some, territories,
};
use crate::snapshot::{Place, Snapshot};
use serde::Serialize;

/// Most professionals on one card: every hospital of Martinique fits.
const PRACTITIONERS: usize = 1_000;

/// `GET /api/places/{id}`.
#[derive(Debug, Clone, Serialize)]
pub struct PlaceCard {
    pub id: String,
    /// Listing key of the structure itself; null where only people are listed.
    pub listing: Option<String>,
    pub kind: Option<&'static str>,
    pub label: String,
    pub legal_entity: Option<String>,
    pub category: Option<&'static str>,
    pub category_label: Option<&'static str>,
    pub address: Address,
    pub lon: Option<f64>,
    pub lat: Option<f64>,
    pub precision: &'static str,
    pub phone: Option<String>,
    pub route_url: Option<String>,
    pub page: String,
    /// How many professionals are listed there.
    pub professionals_total: usize,
    /// The first thousand of them; a search by place name gives the others.
    pub professionals: Vec<Practitioner>,
    pub equipment: Vec<Equipment>,
    pub shelter: Option<Shelter>,
    pub flags: Vec<FlagAnswer>,
    pub territories: Vec<TerritoryLink>,
    pub provenance: Vec<Provenance>,
    pub nature: &'static str,
}

/// Somebody who practises there.
#[derive(Debug, Clone, Serialize)]
pub struct Practitioner {
    pub listing: String,
    pub id: String,
    pub label: String,
    pub profession: Option<String>,
    pub profession_label: Option<&'static str>,
    pub detail: Option<String>,
    pub phone: Option<String>,
    pub flags: Vec<&'static str>,
    pub flags_no: Vec<&'static str>,
}

/// A type of machine there.
#[derive(Debug, Clone, Serialize)]
pub struct Equipment {
    pub listing: String,
    pub category: Option<&'static str>,
    pub label: String,
    pub quantity: Option<u32>,
}

/// What the register of shelters says; null where it says nothing.
#[derive(Debug, Clone, Serialize)]
pub struct Shelter {
    pub capacity_during: Option<i32>,
    pub capacity_after: Option<i32>,
    pub risks: Vec<String>,
    pub wheelchair: Option<bool>,
    pub generator: Option<bool>,
    pub water: Option<bool>,
    /// `YYYY-MM-DD`.
    pub verified_on: Option<String>,
}

impl Snapshot {
    /// The card of `finess:…`, `site:…` or `shelter:…`; `None` when it is not shown to the public.
    pub fn place_card(&self, id: &str) -> Option<PlaceCard> {
        let place = self.places.get(id)?;
        Some(PlaceCard {
            id: place.id.clone(),
            listing: place.own.map(|number| self.listing(number).key.clone()),
            kind: place.kind.map(carbet_model::Kind::as_str),
            label: place.label.clone(),
            legal_entity: place.legal_entity.clone(),
            category: place.category,
            category_label: place.category_label(),
            address: Address {
                complement: place.complement.clone(),
                line: place.line.clone(),
                postcode: place.postcode.clone(),
                commune: some(&place.commune_name),
                commune_code: place.commune_code.clone(),
            },
            lon: place.lon,
            lat: place.lat,
            precision: place.precision.as_str(),
            phone: place.phone.clone(),
            route_url: route_url(place.lon, place.lat, place.precision),
            page: page(&place.id),
            professionals_total: place.professionals.len(),
            professionals: place
                .professionals
                .iter()
                .take(PRACTITIONERS)
                .map(|number| self.practitioner(*number))
                .collect(),
            equipment: place.equipment.iter().map(|number| self.machine(*number)).collect(),
            shelter: place.shelter.as_ref().map(|row| Shelter {
                capacity_during: row.capacity_during,
                capacity_after: row.capacity_after,
                risks: row.risks.clone(),
                wheelchair: row.wheelchair,
                generator: row.generator,
                water: row.water,
                verified_on: row.verified_on.map(iso),
            }),
            flags: place.own.map(|number| answers(self.declared(number))).unwrap_or_default(),
            territories: territories(self, place.commune_code.as_deref()),
            provenance: self.place_provenance(place),
            nature: self.nature.as_str(),
        })
    }

    fn practitioner(&self, number: u32) -> Practitioner {
        let listing = self.listing(number);
        Practitioner {
            listing: listing.key.clone(),
            id: listing.id.clone(),
            label: listing.label.clone(),
            profession: listing.profession.map(|key| key.to_string()),
            profession_label: listing.profession_label(),
            detail: some(&listing.detail),
            phone: listing.phone.clone(),
            flags: flags(listing.flags),
            flags_no: flags(listing.flags_no),
        }
    }

    fn machine(&self, number: u32) -> Equipment {
        let listing = self.listing(number);
        Equipment {
            listing: listing.key.clone(),
            category: listing.category,
            label: listing.detail.clone(),
            quantity: listing.quantity,
        }
    }

    fn place_provenance(&self, place: &Place) -> Vec<Provenance> {
        let located = match place.precision {
            carbet_model::Precision::Commune => "communes",
            _ => place.source.as_str(),
        };
        let there = place.own.iter().chain(&place.professionals);
        let declared = there.flat_map(|number| self.declared(*number));
        [
            provenance(self, "identity", &place.source),
            provenance(self, "location", located),
            provenance(self, "equipment", "finess-activities").filter(|_| !place.equipment.is_empty()),
            provenance(self, "shelter", "shelters").filter(|_| place.shelter.is_some()),
            declared_provenance(declared),
            place.corrected_at.map(|at| corrected_provenance(self, at)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}
