//! `GET /annuaire/{commune}`: what there is in a commune, trade by trade. `tout-le-territoire` is the directory itself.

use super::address::Address;
use super::asked;
use super::groups::{self, EVERYWHERE};
use super::layout::{self, Layout, Reader};
use super::links::{Crumb, Group};
use super::situation::{self, Situation};
use super::{results, wording};
use crate::http::{Path, Problem, Query};
use crate::state::AppState;
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use carbet_search::{FilterSpec, Param};

#[derive(Template)]
#[template(path = "commune.html")]
struct CommunePage {
    page: Layout,
    crumbs: Vec<Crumb>,
    lead: String,
    situation: Option<Situation>,
    map_href: String,
    groups: Vec<Group>,
    side: Vec<Group>,
    sources: Vec<String>,
}

/// `GET /annuaire/{commune}`.
pub async fn show_commune(
    State(state): State<AppState>,
    reader: Reader,
    Path(word): Path<String>,
    query: Query,
) -> Result<Response, Problem> {
    query.only(&[])?;
    let (page, snapshot) = layout::open(&state, &reader, "annuaire");
    if word == EVERYWHERE {
        return Ok(Redirect::permanent(&page.link("/annuaire")).into_response());
    }
    let commune = snapshot.commune_by_slug(&word).ok_or_else(Problem::not_found)?;
    let filter = FilterSpec::one(Param::Territory, [commune.id.clone()]);
    let answer = asked::counts(&snapshot, filter.clone())?;
    let everything = asked::counts(&snapshot, FilterSpec::default())?;

    let here = wording::in_place(page.lang, &commune.label);
    let title = page.fill("page.directory.commune_title", &[("in", &here)]);
    let counted = page.count("page.results.count", answer.total);
    let full = page.fill("page.results.page_title", &[("title", &title), ("count", &counted)]);
    let page = page.named(title, full);
    let lead = match commune.population {
        Some(people) => {
            page.fill("page.commune.lead", &[("count", &counted), ("people", &page.number(people))])
        }
        None => format!("{counted}."),
    };
    let near = groups::neighbours(&page, &snapshot, &everything, &commune.id, None);
    super::page(&CommunePage {
        crumbs: vec![Crumb::directory(&page), Crumb::here(commune.label.clone())],
        lead,
        situation: situation::of(&page, &snapshot, commune),
        map_href: page.print(Address::new("/").filtered(&filter)),
        groups: groups::by_kind(&page, &answer, &commune.slug),
        side: Group::new(page.t("page.directory.neighbours"), near).into_iter().collect(),
        sources: results::sources(&page, &snapshot, &[]),
        page,
    })
}
