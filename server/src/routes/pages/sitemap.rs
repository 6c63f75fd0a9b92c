//! `GET /plan-du-site`: every page, for those who would rather read a list.

use super::asked;
use super::groups::{self, EVERYWHERE};
use super::layout::{self, Layout, Reader};
use super::links::{Crumb, Entry, Group};
use crate::http::{Problem, Query};
use crate::state::AppState;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use carbet_search::FilterSpec;

#[derive(Template)]
#[template(path = "sitemap.html")]
struct SitemapPage {
    page: Layout,
    crumbs: Vec<Crumb>,
    groups: Vec<Group>,
}

/// Pages that are always there, and the key of their name.
const PAGES: [(&str, &str); 6] = [
    ("/", "nav.map"),
    ("/annuaire", "nav.directory"),
    ("/sources", "page.sources.title"),
    ("/accessibilite", "page.accessibility.title"),
    ("/donnees-personnelles", "page.privacy.title"),
    ("/mentions-legales", "page.legal.title"),
];

/// `GET /plan-du-site`.
pub async fn show_sitemap(
    State(state): State<AppState>,
    reader: Reader,
    query: Query,
) -> Result<Response, Problem> {
    query.only(&[])?;
    let (page, snapshot) = layout::open(&state, &reader, "");
    let title = page.t("page.sitemap.title");
    let page = page.named(title, title);
    let everything = asked::counts(&snapshot, FilterSpec::default())?;
    let fixed = PAGES.iter().map(|(path, key)| Entry::link(page.t(key), page.link(*path))).collect();
    let communes = groups::communes(&page, &snapshot, &everything, None);
    let mut indexes: Vec<Group> = [
        Group::new(page.t("page.sitemap.pages"), fixed),
        Group::new(page.t("page.directory.communes"), communes),
    ]
    .into_iter()
    .flatten()
    .collect();
    indexes.extend(groups::by_kind(&page, &everything, EVERYWHERE));
    super::page(&SitemapPage { crumbs: vec![Crumb::here(title)], groups: indexes, page })
}
