//! The card of a professional: who, in which trade, and where they practise.

use super::{
    Address, FlagAnswer, Provenance, TerritoryLink, answers, commune_address, declared_provenance, page,
    provenance, route_url, some, territories,
};
use crate::snapshot::{Listing, Person, Snapshot};
use carbet_model::skill;
use serde::Serialize;

/// `GET /api/professionals/{id}`.
#[derive(Debug, Clone, Serialize)]
pub struct ProfessionalCard {
    pub id: String,
    pub label: String,
    pub civility: Option<String>,
    pub profession: Option<String>,
    pub profession_label: Option<&'static str>,
    pub detail: Option<String>,
    pub skills: Vec<Skill>,
    pub sites: Vec<Site>,
    pub territories: Vec<TerritoryLink>,
    pub page: String,
    pub provenance: Vec<Provenance>,
    pub nature: &'static str,
}

/// A savoir-faire.
#[derive(Debug, Clone, Serialize)]
pub struct Skill {
    pub code: String,
    pub label: String,
}

/// One place of practice, or the commune when nothing finer may be told.
#[derive(Debug, Clone, Serialize)]
pub struct Site {
    pub listing: String,
    pub place: Option<String>,
    pub label: String,
    pub profession_label: Option<&'static str>,
    pub address: Address,
    pub lon: Option<f64>,
    pub lat: Option<f64>,
    pub precision: &'static str,
    pub phone: Option<String>,
    pub route_url: Option<String>,
    /// `liberal`, `salaried`, `volunteer`.
    pub mode: Option<&'static str>,
    pub flags: Vec<FlagAnswer>,
}

impl Snapshot {
    /// The card of `rpps:…`; `None` when nobody of that number is listed.
    pub fn professional_card(&self, id: &str) -> Option<ProfessionalCard> {
        let person = self.people.get(id)?;
        let first = self.listing(*person.listings.first()?);
        let mut held = Vec::new();
        for code in person.listings.iter().flat_map(|number| &self.listing(*number).skills) {
            if !held.contains(code) {
                held.push(code.clone());
            }
        }
        let skills = held
            .into_iter()
            .map(|code| Skill { label: skill::label(&code).unwrap_or(&code).to_owned(), code });
        let mut inside: Vec<TerritoryLink> = Vec::new();
        for number in &person.listings {
            let code = self.listing(*number).commune.map(|code| code.to_string());
            for link in territories(self, code.as_deref()) {
                if inside.iter().all(|known| known.id != link.id) {
                    inside.push(link);
                }
            }
        }
        Some(ProfessionalCard {
            id: person.id.clone(),
            label: person.label.clone(),
            civility: person.civility.clone(),
            profession: first.profession.map(|key| key.to_string()),
            profession_label: first.profession_label(),
            detail: some(&first.detail),
            skills: skills.collect(),
            sites: person.listings.iter().map(|number| self.site(*number)).collect(),
            territories: inside,
            page: page(&person.id),
            provenance: self.person_provenance(person),
            nature: self.nature.as_str(),
        })
    }

    fn site(&self, number: u32) -> Site {
        let listing = self.listing(number);
        let place = listing.place.as_ref().and_then(|id| self.places.get(id));
        let complement = place.and_then(|place| place.complement.clone());
        Site {
            listing: listing.key.clone(),
            place: listing.place.clone(),
            label: match place {
                Some(place) => place.label.clone(),
                None if listing.commune_name.is_empty() => "Lieu d’exercice".to_owned(),
                None => listing.commune_name.clone(),
            },
            profession_label: listing.profession_label(),
            address: Address { complement, ..commune_address(listing) },
            lon: listing.lon,
            lat: listing.lat,
            precision: listing.precision.as_str(),
            phone: listing.phone.clone(),
            route_url: route_url(listing.lon, listing.lat, listing.precision),
            mode: mode(listing),
            flags: answers(self.declared(number)),
        }
    }

    fn person_provenance(&self, person: &Person) -> Vec<Provenance> {
        let first = self.listing(person.listings[0]);
        let located = match first.precision {
            carbet_model::Precision::Commune => "communes",
            _ => first
                .place
                .as_ref()
                .and_then(|id| self.places.get(id))
                .map_or("rpps", |place| place.source.as_str()),
        };
        let declared = person.listings.iter().flat_map(|number| self.declared(*number));
        let lines = [
            provenance(self, "identity", "rpps"),
            provenance(self, "location", located),
            declared_provenance(declared),
        ];
        lines.into_iter().flatten().collect()
    }
}

fn mode(listing: &Listing) -> Option<&'static str> {
    match listing.mode? {
        "L" => Some("liberal"),
        "S" => Some("salaried"),
        _ => Some("volunteer"),
    }
}
