//! The pages the law asks for: accessibility, personal data, legal notice. Their words are in the catalogue.

use super::layout::{self, Layout, Reader};
use super::links::Crumb;
use super::sections::{Block, Section, sections};
use crate::http::{Problem, Query};
use crate::state::AppState;
use askama::Template;
use axum::extract::State;
use axum::response::Response;

#[derive(Template)]
#[template(path = "text.html")]
struct TextPage {
    page: Layout,
    crumbs: Vec<Crumb>,
    lead: &'static str,
    sections: Vec<Section>,
}

/// `GET /accessibilite`: the declaration.
pub async fn show_accessibility(
    state: State<AppState>,
    reader: Reader,
    query: Query,
) -> Result<Response, Problem> {
    show("page.accessibility", state, reader, query)
}

/// `GET /donnees-personnelles`: what is kept about whom, and how to be left out.
pub async fn show_privacy(state: State<AppState>, reader: Reader, query: Query) -> Result<Response, Problem> {
    show("page.privacy", state, reader, query)
}

/// `GET /mentions-legales`.
pub async fn show_legal(state: State<AppState>, reader: Reader, query: Query) -> Result<Response, Problem> {
    show("page.legal", state, reader, query)
}

fn show(
    stem: &str,
    State(state): State<AppState>,
    reader: Reader,
    query: Query,
) -> Result<Response, Problem> {
    query.only(&[])?;
    let (page, _) = layout::open(&state, &reader, "");
    let title = page.t(&format!("{stem}.title"));
    let lead = page.t(&format!("{stem}.lead"));
    let page = page.named(title, lead);
    super::page(&TextPage { crumbs: vec![Crumb::here(title)], lead, sections: sections(&page, stem), page })
}
