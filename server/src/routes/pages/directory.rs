//! `GET /annuaire`: the search field, communes and trades; the results when something is asked.
//! Also where the forms of the directory arrive, to be sent on to the address of what was chosen.

use super::address::Address;
use super::asked::{self, Asked};
use super::filter_form::FilterForm;
use super::groups::{self, EVERYWHERE};
use super::layout::{self, Layout, Reader};
use super::links::{Crumb, Entry, Group};
use super::results::{self, Around, ResultsPage};
use crate::http::{Problem, Query};
use crate::snapshot::Snapshot;
use crate::state::AppState;
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use carbet_search::FilterSpec;

/// Longest word of an address: the longest slug is under half of that.
const WORD_CHARACTERS: usize = 160;

#[derive(Template)]
#[template(path = "directory.html")]
struct DirectoryPage {
    page: Layout,
    crumbs: Vec<Crumb>,
    lead: &'static str,
    asked: String,
    groups: Vec<Group>,
    sources: Vec<String>,
}

/// `GET /annuaire`.
pub async fn show_directory(
    State(state): State<AppState>,
    reader: Reader,
    query: Query,
) -> Result<Response, Problem> {
    query.only(&[&asked::KNOWN[..], &["commune", "trade"]].concat())?;
    if let Some(address) = chosen(&query, &reader)? {
        return Ok(Redirect::to(&address).into_response());
    }
    let asked = Asked::read(&query)?;
    let (page, snapshot) = layout::open(&state, &reader, "annuaire");
    if asked.text.is_empty() && asked.filters.is_empty() {
        return index(page, &snapshot);
    }
    results(page, &snapshot, &asked)
}

/// Where the form of a directory page leads: the address of the trade and the commune that were chosen.
fn chosen(query: &Query, reader: &Reader) -> Result<Option<String>, Problem> {
    let word = |name: &str| -> Result<String, Problem> {
        let text = query.text(name, WORD_CHARACTERS)?.unwrap_or_default();
        // A slug and nothing else: what goes in a redirection is never free text.
        Ok(text.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect())
    };
    let (commune, trade) = (word("commune")?, word("trade")?);
    let place = if commune.is_empty() { EVERYWHERE } else { &commune };
    let path = match (commune.is_empty(), trade.is_empty()) {
        (true, true) => return Ok(None),
        (false, true) => format!("/annuaire/{place}"),
        (_, false) => format!("/annuaire/{place}/{trade}"),
    };
    let flags: Vec<String> = query.list("flag")?;
    let address = Address::new(path).filtered(&FilterSpec { flag: flags, ..FilterSpec::default() });
    Ok(Some(address.print(reader.asked)))
}

fn index(page: Layout, snapshot: &Snapshot) -> Result<Response, Problem> {
    let everything = asked::counts(snapshot, FilterSpec::default())?;
    let title = page.fill("page.directory.title", &[("in", &page.within)]);
    let counted = page.count("page.results.count", everything.total);
    let full = page.fill("page.results.page_title", &[("title", &title), ("count", &counted)]);
    let page = page.named(title, full);
    let communes = groups::communes(&page, snapshot, &everything, None);
    let mut indexes: Vec<Group> =
        Group::new(page.t("page.directory.communes"), communes).into_iter().collect();
    indexes.extend(groups::by_kind(&page, &everything, EVERYWHERE));
    super::page(&DirectoryPage {
        crumbs: Vec::new(),
        lead: page.t("page.directory.lead"),
        asked: String::new(),
        groups: indexes,
        sources: results::sources(&page, snapshot, &[]),
        page,
    })
}

fn results(page: Layout, snapshot: &Snapshot, asked: &Asked) -> Result<Response, Problem> {
    let answer = asked.answer(snapshot)?;
    let heading = if asked.text.is_empty() {
        page.t("page.results.chosen").to_owned()
    } else {
        page.fill("page.results.title", &[("q", &asked.text)])
    };
    let here = Address::new("/annuaire").with("q", asked.text.as_str()).filtered(&asked.filters);
    let around = Around {
        crumbs: vec![Crumb::directory(&page), Crumb::here(heading.clone())],
        heading,
        here,
        asked: Some(asked.text.clone()),
        situation: None,
        form: FilterForm::of_search(&page, asked, &answer),
        kinds: asked.filters.kind.iter().filter_map(|kind| kind.parse().ok()).collect(),
        side: Vec::new(),
        ways_out: ways_out(&page, snapshot, asked)?,
    };
    // A page about somebody's words is theirs alone: search engines are told to leave it.
    super::page(&ResultsPage::new(page.unlisted(), snapshot, asked, &answer, around))
}

/// Where to go when nothing was found: the same without its filters, or the directory by commune.
fn ways_out(page: &Layout, snapshot: &Snapshot, asked: &Asked) -> Result<Vec<Entry>, Problem> {
    let mut ways = Vec::new();
    if !asked.filters.is_empty() && !asked.text.is_empty() {
        let wider = Asked { text: asked.text.clone(), ..Asked::default() };
        let found = wider.answer(snapshot)?.total;
        let words = page.fill("list.empty.flags", &[("n", &page.number(found))]);
        ways.push(Entry::link(words, page.print(Address::new("/annuaire").with("q", asked.text.as_str()))));
    }
    ways.push(Entry::link(page.t("list.empty.directory"), page.link("/annuaire")));
    Ok(ways)
}
