//! The card of a territory: a commune, an EPCI, a CPTS or a département, and what is counted inside.

use crate::snapshot::Snapshot;
use carbet_model::Kind;
use carbet_model::territory::TerritoryKind;
use serde::Serialize;
use std::collections::BTreeMap;

/// `GET /api/territories/{id}`.
#[derive(Debug, Clone, Serialize)]
pub struct TerritoryCard {
    pub id: String,
    pub kind: &'static str,
    pub code: String,
    pub label: String,
    pub population: Option<u32>,
    /// Step of a CPTS project.
    pub stage: Option<String>,
    /// Size of a CPTS, 1 to 4.
    pub size: Option<u8>,
    /// `official`, `schematic`, or null without an outline.
    pub outline: Option<String>,
    pub bounds: Option<[f64; 4]>,
    /// Its communes; empty for a commune.
    pub members: Vec<Member>,
    /// Listings inside, by kind, zero included.
    pub counts: BTreeMap<&'static str, u32>,
    /// CPTS that say they cover it (communes): several may.
    pub claims: Vec<Claim>,
}

/// A commune of a territory.
#[derive(Debug, Clone, Serialize)]
pub struct Member {
    pub code: String,
    pub label: String,
}

/// A CPTS that covers a commune.
#[derive(Debug, Clone, Serialize)]
pub struct Claim {
    pub id: String,
    pub label: String,
}

impl Snapshot {
    /// The card of `commune:…`, `epci:…`, `cpts:…` or `departement:…`.
    pub fn territory_card(&self, id: &str) -> Option<TerritoryCard> {
        let territory = self.territory(id)?;
        let is_commune = territory.kind == TerritoryKind::Commune;
        let member = |code: &String| Member {
            label: self
                .territory(&format!("commune:{code}"))
                .map_or_else(|| code.clone(), |it| it.label.clone()),
            code: code.clone(),
        };
        let mut members: Vec<Member> =
            if is_commune { Vec::new() } else { territory.communes.iter().map(member).collect() };
        members.sort_by_cached_key(|member| carbet_model::slug::slug(&member.label));
        let claims = self.territories.iter().filter(|other| {
            is_commune && other.kind == TerritoryKind::Cpts && other.communes.contains(&territory.code)
        });
        let claims = claims.map(|cpts| Claim { id: cpts.id.clone(), label: cpts.label.clone() }).collect();
        Some(TerritoryCard {
            id: territory.id.clone(),
            kind: territory.kind.as_str(),
            code: territory.code.clone(),
            label: territory.label.clone(),
            population: territory.population,
            stage: territory.stage.clone(),
            size: territory.size,
            outline: territory.outline.clone(),
            bounds: territory.bounds,
            members,
            counts: Kind::ALL
                .into_iter()
                .map(|kind| (kind.as_str(), territory.counts[usize::from(kind.index())]))
                .collect(),
            claims,
        })
    }
}
