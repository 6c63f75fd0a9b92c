//! Every URL of the product on one page.

use crate::config::Basemap;
use crate::http::headers::SecurityHeaders;
use crate::http::{Layers, Problem, layers};
use crate::routes::{
    assets, basemap, frame, health, pages, places, professionals, search, sources, suggest, territories,
    tiles,
};
use crate::state::AppState;
use axum::Router;
use axum::routing::{any, get};

/// The product, with every layer around it.
pub fn app(state: AppState) -> Router {
    let style = match &state.basemap {
        Some(Basemap::Style(url)) => Some(url.as_str()),
        _ => None,
    };
    let around =
        Layers { headers: SecurityHeaders::new(style), problem_page: pages::problem_page(state.clone()) };
    let routes = Router::new()
        // the map application
        .route("/", get(assets::show_map))
        .route("/favicon.svg", get(assets::show_favicon))
        .route("/robots.txt", get(assets::show_robots))
        // plain pages: the same without JavaScript
        .route("/annuaire", get(pages::directory::show_directory))
        .route("/annuaire/{commune}", get(pages::commune::show_commune))
        .route("/annuaire/{commune}/{trade}", get(pages::trade::show_trade))
        .route("/fiche/{id}", get(pages::card::show_card))
        .route("/sources", get(pages::sources::show_sources))
        .route("/accessibilite", get(pages::texts::show_accessibility))
        .route("/donnees-personnelles", get(pages::texts::show_privacy))
        .route("/mentions-legales", get(pages::texts::show_legal))
        .route("/plan-du-site", get(pages::sitemap::show_sitemap))
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
