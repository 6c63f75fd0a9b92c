//! `GET /api/frame`: what the map application needs before its first request: where, what, of when.

use crate::config::Basemap;
use crate::http::CachePolicy;
use crate::snapshot::Snapshot;
use crate::snapshot::cards::iso;
use crate::state::AppState;
use crate::text::{self, Lang};
use axum::Json;
use axum::extract::State;
use carbet_model::Kind;
use carbet_tiles::MAX_ZOOM;
use serde::Serialize;

#[derive(Serialize)]
pub struct Frame {
    territory: TerritoryName,
    /// West, south, east, north.
    bounds: [f64; 4],
    center: [f64; 2],
    nature: &'static str,
    revision: i64,
    tiles_revision: String,
    snapshot: SnapshotState,
    tiles: Tiles,
    minzoom: u8,
    maxzoom: u8,
    /// `official` or `schematic`.
    outlines: &'static str,
    basemap: Option<BasemapLink>,
    total: usize,
    located: usize,
    kinds: Vec<KindCount>,
    communes: Vec<Commune>,
    sources: Vec<Source>,
}

#[derive(Serialize)]
struct TerritoryName {
    /// Null when several départements are served.
    id: Option<String>,
    label: String,
    /// `en Martinique`.
    r#in: String,
}

#[derive(Serialize)]
struct SnapshotState {
    /// `YYYY-MM-DD`, the territory's day.
    built_on: String,
    /// `up` or `away`.
    database: &'static str,
    /// What to show when the database is away.
    message: Option<String>,
}

#[derive(Serialize)]
struct Tiles {
    places: String,
    territories: String,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum BasemapLink {
    Pmtiles(&'static str),
    Style(String),
}

#[derive(Serialize)]
struct KindCount {
    value: &'static str,
    label: &'static str,
    count: u32,
}

#[derive(Serialize)]
struct Commune {
    id: String,
    code: String,
    label: String,
    slug: String,
    count: u32,
    lon: Option<f64>,
    lat: Option<f64>,
}

#[derive(Serialize)]
struct Source {
    source: String,
    label: String,
    date: String,
    licence: String,
}

pub async fn frame(State(state): State<AppState>) -> (CachePolicy, Json<Frame>) {
    let snapshot = state.snapshot();
    let served = snapshot.served();
    let bounds = snapshot.bounds();
    let [west, south, east, north] = bounds;
    let (total, located) = snapshot.totals();
    let frame = Frame {
        territory: TerritoryName { id: served.id, label: served.label, r#in: served.within },
        bounds,
        center: [(west + east) / 2.0, (south + north) / 2.0],
        nature: snapshot.nature.as_str(),
        revision: snapshot.revision,
        tiles_revision: snapshot.tiles_revision.clone(),
        snapshot: SnapshotState {
            built_on: iso(snapshot.local_built_on()),
            database: state.holder.database().as_str(),
            message: state.holder.message(),
        },
        tiles: Tiles {
            places: template("places", &snapshot.tiles_revision),
            territories: template("territories", &snapshot.tiles_revision),
        },
        minzoom: 0,
        maxzoom: MAX_ZOOM,
        outlines: snapshot.outlines(),
        basemap: state.basemap.as_ref().map(|basemap| match basemap {
            Basemap::Archive(_) => BasemapLink::Pmtiles("/basemap.pmtiles"),
            Basemap::Style(url) => BasemapLink::Style(url.clone()),
        }),
        total,
        located,
        kinds: kinds(&snapshot),
        communes: communes(&snapshot),
        sources: sources(&snapshot),
    };
    (CachePolicy::Revalidate, Json(frame))
}

/// The address template of a layer at a revision.
fn template(layer: &str, tiles_revision: &str) -> String {
    format!("/tiles/{layer}/{{z}}/{{x}}/{{y}}.mvt?r={tiles_revision}")
}

fn kinds(snapshot: &Snapshot) -> Vec<KindCount> {
    let count = |kind: Kind| KindCount {
        value: kind.as_str(),
        label: text::t(Lang::Fr, &format!("kind.{kind}.many")),
        count: snapshot.count_of_kind(kind),
    };
    Kind::ALL.into_iter().map(count).collect()
}

fn communes(snapshot: &Snapshot) -> Vec<Commune> {
    let commune = |territory: &crate::snapshot::Territory| Commune {
        id: territory.id.clone(),
        code: territory.code.clone(),
        label: territory.label.clone(),
        slug: territory.slug.clone(),
        count: territory.count(),
        lon: territory.lon,
        lat: territory.lat,
    };
    snapshot.communes().map(commune).collect()
}

fn sources(snapshot: &Snapshot) -> Vec<Source> {
    let source = |row: &crate::snapshot::SourceRow| Source {
        source: row.source.clone(),
        label: row.label.clone(),
        date: iso(row.vintage_on),
        licence: row.licence.clone(),
    };
    snapshot.sources.iter().map(source).collect()
}
