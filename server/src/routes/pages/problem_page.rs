//! The page shown instead of an error: what happened in plain words, the search field, the communes.

use super::asked;
use super::groups;
use super::layout::{self, Layout, Reader};
use super::links::Group;
use crate::http::Problem;
use crate::http::layers::ProblemPage;
use crate::state::AppState;
use crate::text::Lang;
use askama::Template;
use carbet_search::FilterSpec;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemTemplate {
    page: Layout,
    lead: String,
    lines: Vec<String>,
    asked: String,
    groups: Vec<Group>,
    /// « Demande 0123… », to be quoted when asking for help.
    request: String,
}

/// What the layers call with each problem that a person meets.
pub fn problem_page(state: AppState) -> ProblemPage {
    Arc::new(move |problem, lang, request_id| render(&state, problem, lang, request_id))
}

fn render(state: &AppState, problem: &Problem, lang: Lang, request_id: &str) -> String {
    let (page, snapshot) = layout::open(state, &Reader::of(lang), "");
    let status = problem.status();
    let is_missing = problem.slug() == "not-found";
    let (title, lead, lines) = if is_missing {
        let lines = vec![page.t("page.missing.search").to_owned()];
        (page.t("page.missing.title"), page.t("page.missing.text").to_owned(), lines)
    } else if status.is_server_error() {
        (page.t("page.problem.title"), page.t("page.problem.text").to_owned(), Vec::new())
    } else {
        (problem.title(lang), problem.detail(lang), Vec::new())
    };
    let page = page.named(title, title).unlisted();
    let everything = asked::counts(&snapshot, FilterSpec::default()).ok();
    let communes =
        everything.map(|answer| groups::communes(&page, &snapshot, &answer, None)).unwrap_or_default();
    let template = ProblemTemplate {
        lead,
        lines,
        asked: String::new(),
        groups: Group::new(page.t("page.directory.communes"), communes).into_iter().collect(),
        request: page.fill("page.problem.request", &[("id", request_id)]),
        page,
    };
    // Templates write to memory: if that fails nothing better can be shown than the title.
    template.render().unwrap_or_else(|_| title.to_owned())
}
