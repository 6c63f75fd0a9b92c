//! `GET /sources`: where the data come from, of when they are, under which licence, and what was kept of them.

use super::layout::{self, Layout, Reader};
use super::links::Crumb;
use super::sections::{Block, Section, sections};
use super::wording;
use crate::http::{Problem, Query};
use crate::snapshot::SourceRow;
use crate::state::AppState;
use askama::Template;
use axum::extract::State;
use axum::response::Response;

#[derive(Template)]
#[template(path = "sources.html")]
struct SourcesPage {
    page: Layout,
    crumbs: Vec<Crumb>,
    /// Of when what is served is.
    state: String,
    rows: Vec<Row>,
    sections: Vec<Section>,
}

struct Row {
    label: String,
    attribution: String,
    date: String,
    licence: String,
    read: String,
    kept: String,
    rejected: String,
}

/// `GET /sources`.
pub async fn show_sources(
    State(state): State<AppState>,
    reader: Reader,
    query: Query,
) -> Result<Response, Problem> {
    query.only(&[])?;
    let (page, snapshot) = layout::open(&state, &reader, "sources");
    let (title, lead) = (page.t("page.sources.title"), page.t("page.sources.lead"));
    let page = page.named(title, lead);
    let number = |n: i64| page.number(u64::try_from(n).unwrap_or_default());
    let row = |it: &SourceRow| Row {
        label: it.label.clone(),
        attribution: it.attribution.clone(),
        date: wording::day(page.lang, it.vintage_on),
        licence: it.licence.clone(),
        read: number(it.rows_read),
        kept: number(it.rows_kept),
        rejected: number(it.rows_rejected),
    };
    let (total, located) = snapshot.totals();
    let values = [
        ("date", wording::day(page.lang, snapshot.local_built_on())),
        ("count", page.count("page.results.count", total as u64)),
        ("located", page.number(located as u64)),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    super::page(&SourcesPage {
        crumbs: vec![Crumb::here(title)],
        state: page.fill("page.sources.state", &values),
        rows: snapshot.sources.iter().map(row).collect(),
        sections: sections(&page, "page.sources"),
        page,
    })
}
