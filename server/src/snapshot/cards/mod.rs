//! What a card shows: the bodies of `/api/places`, `/api/professionals` and `/api/territories`, and what pages print.
//!
//! Made on request from the snapshot; nothing is added that the snapshot does not hold.

pub mod place;
pub mod professional;
pub mod territory;

use super::{Declared, Listing, Snapshot};
use crate::domain::departement;
use crate::text::{self, Lang};
use carbet_model::Precision;
use serde::Serialize;
use time::{Date, OffsetDateTime};

/// Where something is, as text.
#[derive(Debug, Clone, Serialize)]
pub struct Address {
    pub complement: Option<String>,
    pub line: Option<String>,
    pub postcode: Option<String>,
    pub commune: Option<String>,
    pub commune_code: Option<String>,
}

/// One answer to a criterion.
#[derive(Debug, Clone, Serialize)]
pub struct FlagAnswer {
    pub flag: &'static str,
    pub label: &'static str,
    pub value: bool,
    /// `YYYY-MM-DD`; null for what a register states.
    pub declared_on: Option<String>,
    pub expires_on: Option<String>,
    /// `professional`, `coordinator`, `facility` or `register`.
    pub declared_by: &'static str,
}

/// A territory something lies in.
#[derive(Debug, Clone, Serialize)]
pub struct TerritoryLink {
    pub id: String,
    pub label: String,
}

/// Where a block of a card comes from, and of when it is.
#[derive(Debug, Clone, Serialize)]
pub struct Provenance {
    /// `identity`, `location`, `equipment`, `shelter`, `availability` or `correction`.
    pub block: &'static str,
    pub source: String,
    pub label: String,
    /// `YYYY-MM-DD`.
    pub date: String,
}

/// `YYYY-MM-DD`.
pub fn iso(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), u8::from(day.month()), day.day())
}

/// The address of a page of this product about an id: `/fiche/finess:970200000`.
pub fn page(id: &str) -> String {
    format!("/fiche/{id}")
}

/// Directions to a real address; none to the centre of a commune, where nobody would be found.
pub fn route_url(lon: Option<f64>, lat: Option<f64>, precision: Precision) -> Option<String> {
    let (lon, lat) = lon.zip(lat).filter(|_| precision == Precision::Address)?;
    Some(format!("https://www.openstreetmap.org/directions?to={lat:.6}%2C{lon:.6}"))
}

fn answers(declared: &[Declared]) -> Vec<FlagAnswer> {
    let answer = |it: &Declared| FlagAnswer {
        flag: it.flag.as_str(),
        label: text::t(Lang::Fr, &format!("flag.{}", it.flag)),
        value: it.value,
        declared_on: it.declared_on.map(iso),
        expires_on: it.expires_on.map(iso),
        declared_by: it.declared_by,
    };
    declared.iter().map(answer).collect()
}

/// Commune, EPCI, CPTS and département of a listing, the smallest first.
fn territories(snapshot: &Snapshot, commune_code: Option<&str>) -> Vec<TerritoryLink> {
    let Some(code) = commune_code.and_then(|code| code.parse::<carbet_model::Insee>().ok()) else {
        return Vec::new();
    };
    let city = code.city();
    let holds = |communes: &[String]| communes.iter().any(|c| c == code.as_str() || c == city.as_str());
    let inside = snapshot.territories.iter().rev().filter(|territory| holds(&territory.communes));
    inside
        .map(|territory| TerritoryLink { id: territory.id.clone(), label: territory.label.clone() })
        .collect()
}

/// The line of provenance of a block, when its source is published.
fn provenance(snapshot: &Snapshot, block: &'static str, source: &str) -> Option<Provenance> {
    let row = snapshot.source(source)?;
    let date = iso(row.vintage_on);
    Some(Provenance { block, source: row.source.clone(), label: row.label.clone(), date })
}

/// Provenance of what was declared: the latest declaration of some listings.
fn declared_provenance<'a>(declared: impl Iterator<Item = &'a Declared>) -> Option<Provenance> {
    let said = declared.filter(|it| it.declared_by != "register");
    let latest = said.filter_map(|it| it.declared_on).max()?;
    Some(Provenance {
        block: "availability",
        source: "declarations".to_owned(),
        label: "Déclaration du professionnel ou de la structure".to_owned(),
        date: iso(latest),
    })
}

/// Provenance of what people put right, by the day it was in the territory.
fn corrected_provenance(snapshot: &Snapshot, at: OffsetDateTime) -> Provenance {
    let day = snapshot.departements.first().map_or(at.date(), |first| departement::local_day(*first, at));
    Provenance {
        block: "correction",
        source: "corrections".to_owned(),
        label: "Signalée et vérifiée ; elle prime sur la source".to_owned(),
        date: iso(day),
    }
}

fn flags(set: carbet_model::FlagSet) -> Vec<&'static str> {
    set.iter().map(carbet_model::Flag::as_str).collect()
}

/// `None` for an empty text.
fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// Address of a listing that has no place of its own to show.
fn commune_address(listing: &Listing) -> Address {
    Address {
        complement: None,
        line: listing.address.clone(),
        postcode: listing.postcode.clone(),
        commune: some(&listing.commune_name),
        commune_code: listing.commune.map(|code| code.to_string()),
    }
}
