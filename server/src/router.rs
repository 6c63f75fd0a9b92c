//! Every URL of the product on one page.

use crate::config::Basemap;
use crate::http::headers::SecurityHeaders;
use crate::http::{Layers, Problem, layers};
use crate::routes::{
    assets, basemap, frame, health, places, professionals, search, sources, suggest, territories, tiles,
};
use crate::state::AppState;
use axum::Router;
use axum::routing::{any, get};
use std::sync::Arc;

/// The product, with every layer around it.
pub fn app(state: AppState) -> Router {
    let style = match &state.basemap {
        Some(Basemap::Style(url)) => Some(url.as_str()),
        _ => None,
    };
    let around = Layers { headers: SecurityHeaders::new(style), problem_page: Arc::new(|p, l, _| p.title(l).to_owned()) };
    let routes = Router::new()
        // the map application
        .route("/", get(assets::show_map))
        .route("/robots.txt", get(assets::show_robots))
        // tiles
        .route("/tiles.json", get(tiles::tilejson))
        .route("/tiles/{layer}/{z}/{x}/{file}", get(tiles::tile))
        .route("/basemap.pmtiles", get(basemap::archive))
        // public reads
        .route("/api/frame", get(frame::frame))
        .route("/api/search", get(search::search))
        .route("/api/suggest", get(suggest::suggest))
        .route("/api/places/{id}", get(places::card))
        .route("/api/professionals/{id}", get(professionals::card))
        .route("/api/territories/{id}", get(territories::card))
        .route("/api/sources", get(sources::list))
        .route("/api", any(unknown))
        .route("/api/{*path}", any(unknown))
        // operations
        .route("/healthz", get(health::live))
        .route("/readyz", get(health::ready))
        // the files of the map application, else a page that helps
        .fallback(get(assets::show_asset))
        .with_state(state);
    layers(routes, around)
}

/// Nothing of ours under `/api`: a problem document, never the page of the application.
async fn unknown() -> Problem {
    Problem::not_found()
}
