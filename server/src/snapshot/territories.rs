//! Territories as the snapshot keeps them: communes, EPCI, CPTS, départements, who is inside, what is drawn.

use crate::store::rows::{MemberRow, TerritoryRow};
use carbet_model::territory::TerritoryKind;
use carbet_model::{Departement, Insee, slug::slug};
use geo::BoundingRect;
use geo_types::{Geometry, MultiPolygon};
use geozero::{ToGeo, wkb::Wkb};
use std::collections::{BTreeMap, HashSet};

/// A territory people search in.
#[derive(Debug, Clone)]
pub struct Territory {
    /// `commune:97209`.
    pub id: String,
    pub kind: TerritoryKind,
    pub code: String,
    pub label: String,
    /// Words for a page's address: `fort-de-france-97209`.
    pub slug: String,
    pub population: Option<u32>,
    pub postcodes: Vec<String>,
    /// Step of a CPTS project.
    pub stage: Option<String>,
    /// Size of a CPTS, 1 to 4.
    pub size: Option<u8>,
    /// `official` or `schematic`; `None` without an outline.
    pub outline: Option<String>,
    /// West, south, east, north of the outline.
    pub bounds: Option<[f64; 4]>,
    /// Its centre.
    pub lon: Option<f64>,
    pub lat: Option<f64>,
    /// Codes of its communes; itself for a commune.
    pub communes: Vec<String>,
    /// Listings inside, by kind.
    pub counts: [u32; 6],
    /// Empty when the outline is unknown; kept for drawing only.
    pub(super) shape: MultiPolygon<f64>,
}

impl Territory {
    pub fn count(&self) -> u32 {
        self.counts.iter().sum()
    }

    /// Its outline, in degrees. Empty when it is unknown. For drawing only.
    pub fn shape(&self) -> &MultiPolygon<f64> {
        &self.shape
    }

    pub fn centre(&self) -> Option<(f64, f64)> {
        self.lon.zip(self.lat)
    }
}

/// The territories that touch the départements served: départements, EPCI, CPTS, then communes by name.
pub(super) fn build(
    rows: &[TerritoryRow],
    members: &[MemberRow],
    departements: &[Departement],
) -> Vec<Territory> {
    let served =
        |code: &str| code.parse::<Insee>().is_ok_and(|code| departements.contains(&code.departement()));
    let mut communes_of: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for member in members {
        communes_of.entry(&member.territory_id).or_default().push(member.commune_code.clone());
    }
    let mut territories: Vec<Territory> = rows
        .iter()
        .filter_map(|row| {
            let (kind, communes) = match row.kind.as_str() {
                "commune" => (TerritoryKind::Commune, vec![row.code.clone()]),
                "departement" => {
                    let mut communes = communes_of.remove(row.territory_id.as_str()).unwrap_or_default();
                    if communes.is_empty() && departements.iter().any(|served| served.as_str() == row.code) {
                        communes = communes_in(rows, &row.code);
                    }
                    (TerritoryKind::Departement, communes)
                }
                "epci" => {
                    (TerritoryKind::Epci, communes_of.remove(row.territory_id.as_str()).unwrap_or_default())
                }
                _ => (TerritoryKind::Cpts, communes_of.remove(row.territory_id.as_str()).unwrap_or_default()),
            };
            communes.iter().any(|code| served(code)).then(|| territory(row, kind, communes))
        })
        .collect();
    let rank = |kind| match kind {
        TerritoryKind::Departement => 0,
        TerritoryKind::Epci => 1,
        TerritoryKind::Cpts => 2,
        TerritoryKind::Commune => 3,
    };
    territories.sort_by_cached_key(|territory| (rank(territory.kind), territory.slug.clone()));
    territories
}

fn communes_in(rows: &[TerritoryRow], departement: &str) -> Vec<String> {
    let inside = |row: &&TerritoryRow| {
        row.kind == "commune"
            && row.code.parse::<Insee>().is_ok_and(|c| c.departement().as_str() == departement)
    };
    rows.iter().filter(inside).map(|row| row.code.clone()).collect()
}

fn territory(row: &TerritoryRow, kind: TerritoryKind, communes: Vec<String>) -> Territory {
    let shape = row.outline.as_deref().map(multi_polygon).unwrap_or_else(|| MultiPolygon(Vec::new()));
    let bounds = shape.bounding_rect().map(|b| [b.min().x, b.min().y, b.max().x, b.max().y]);
    Territory {
        id: row.territory_id.clone(),
        kind,
        code: row.code.clone(),
        label: row.name.clone(),
        slug: format!("{}-{}", slug(&row.name), slug(&row.code)),
        population: row.population.and_then(|people| u32::try_from(people).ok()),
        postcodes: row.postcodes.clone(),
        stage: row.stage.clone(),
        size: row.size.and_then(|size| u8::try_from(size).ok()),
        outline: row.outline_nature.clone(),
        bounds,
        lon: row.lon,
        lat: row.lat,
        communes,
        counts: [0; 6],
        shape,
    }
}

/// An outline from the database's WKB; nothing when it is not a surface.
fn multi_polygon(wkb: &[u8]) -> MultiPolygon<f64> {
    match Wkb(wkb).to_geo() {
        Ok(Geometry::MultiPolygon(shape)) => shape,
        Ok(Geometry::Polygon(polygon)) => MultiPolygon(vec![polygon]),
        _ => MultiPolygon(Vec::new()),
    }
}

/// What is drawn: départements below, then CPTS, then communes. EPCI are not drawn.
pub(super) fn drawings(territories: &[Territory]) -> Vec<carbet_tiles::Territory> {
    let order = [TerritoryKind::Departement, TerritoryKind::Cpts, TerritoryKind::Commune];
    let of_kind = |kind| territories.iter().filter(move |territory| territory.kind == kind);
    let drawing = |territory: &Territory| carbet_tiles::Territory {
        kind: territory.kind.as_str().to_owned(),
        code: territory.code.clone(),
        name: territory.label.clone(),
        stage: territory.stage.clone(),
        size: territory.size.map(|size| size.to_string()),
        outline: territory.outline.clone().unwrap_or_else(|| "schematic".to_owned()),
        shape: territory.shape.clone(),
        label: territory.centre().map(<[f64; 2]>::from),
    };
    order.into_iter().flat_map(of_kind).map(drawing).collect()
}

/// West, south, east, north of everything served: outlines, else centres. `None` when nothing is known.
pub(super) fn bounds(territories: &[Territory], departements: &[Departement]) -> Option<[f64; 4]> {
    let codes: HashSet<&str> = departements.iter().map(Departement::as_str).collect();
    let inside = |territory: &&Territory| match territory.kind {
        TerritoryKind::Commune => {
            territory.code.parse::<Insee>().is_ok_and(|code| codes.contains(code.departement().as_str()))
        }
        TerritoryKind::Departement => codes.contains(territory.code.as_str()),
        _ => false,
    };
    let boxes = territories.iter().filter(inside).filter_map(|territory| {
        territory.bounds.or_else(|| territory.centre().map(|(lon, lat)| [lon, lat, lon, lat]))
    });
    boxes.reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])])
}
