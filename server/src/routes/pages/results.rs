//! A page of results: the same table for a search in words and for a page of the directory.

use super::address::Address;
use super::asked::{Asked, PAGE};
use super::emergency::{self, Banner};
use super::filter_form::FilterForm;
use super::layout::Layout;
use super::links::{Crumb, Entry, Group};
use super::rows::{self, Row};
use super::situation::Situation;
use crate::snapshot::Snapshot;
use crate::text::Lang;
use askama::Template;
use carbet_model::Kind;
use carbet_search::{Answer, Sort};

/// Everything that is not the answer itself.
pub struct Around {
    pub crumbs: Vec<Crumb>,
    pub heading: String,
    /// Address of this page without its page mark.
    pub here: Address,
    /// The search field, filled with what was asked; `None` on pages of the directory.
    pub asked: Option<String>,
    pub situation: Option<Situation>,
    pub form: FilterForm,
    /// Kinds that the list can hold; empty for any.
    pub kinds: Vec<Kind>,
    pub side: Vec<Group>,
    pub ways_out: Vec<Entry>,
}

#[derive(Template)]
#[template(path = "results.html")]
pub struct ResultsPage {
    page: Layout,
    crumbs: Vec<Crumb>,
    heading: String,
    lead: String,
    notes: Vec<String>,
    banner: Option<Banner>,
    asked: Option<String>,
    situation: Option<Situation>,
    map_href: String,
    choices_title: String,
    choices: Vec<Entry>,
    form: FilterForm,
    caption: String,
    rows: Vec<Row>,
    first: Option<String>,
    next: Option<String>,
    ways_out: Vec<Entry>,
    sources: Vec<String>,
    side: Vec<Group>,
}

impl ResultsPage {
    /// The page of an answer. Its title says what was asked and how many were found.
    pub fn new(page: Layout, snapshot: &Snapshot, asked: &Asked, answer: &Answer, around: Around) -> Self {
        let counted = page.count("page.results.count", answer.total);
        let title = page.fill("page.results.page_title", &[("title", &around.heading), ("count", &counted)]);
        let page = page.named(title.clone(), title);
        let rows = rows::rows(&page, snapshot, &answer.items, asked.from);
        let following = |cursor: &String| {
            let from = asked.from + PAGE;
            page.print(around.here.clone().with("cursor", cursor.as_str()).with("from", from.to_string()))
        };
        let first = asked.cursor.as_ref().map(|_| page.print(around.here.clone()));
        let map = Address::new("/").with("q", asked.text.as_str()).filtered(&asked.filters);
        Self {
            lead: lead(&page, answer),
            notes: notes(&page, answer),
            banner: answer.emergency.map(|emergency| emergency::banner(&page, emergency)),
            choices_title: page.fill("list.choices", &[("q", &asked.text)]),
            choices: choices(&page, answer),
            caption: caption(&page, asked, answer),
            next: answer.next.as_ref().map(following),
            map_href: page.print(map),
            sources: sources(&page, snapshot, &around.kinds),
            crumbs: around.crumbs,
            heading: around.heading,
            asked: around.asked,
            situation: around.situation,
            form: around.form,
            ways_out: around.ways_out,
            side: around.side,
            first,
            rows,
            page,
        }
    }
}

fn lead(page: &Layout, answer: &Answer) -> String {
    let counted = page.count("page.results.count", answer.total);
    let key = match answer.located {
        _ if answer.total == 0 => "page.results.lead.none",
        located if located == answer.total => "page.results.lead.all",
        _ => "page.results.lead.some",
    };
    page.fill(key, &[("count", &counted), ("located", &page.number(answer.located))])
}

/// What was understood of the words, when that is not what was typed.
fn notes(page: &Layout, answer: &Answer) -> Vec<String> {
    let understood = &answer.understood;
    let what = understood.what.as_ref().map(|what| what.label.clone());
    let place = understood.place.as_ref().map(|place| super::wording::in_place(page.lang, &place.label));
    let read: Vec<String> = [what, place].into_iter().flatten().collect();
    let mut notes = Vec::new();
    if !read.is_empty() {
        notes.push(page.fill("list.corrected", &[("label", &read.join(" "))]));
    }
    if let Some(ignored) = &understood.ignored {
        notes.push(page.fill("page.results.ignored", &[("words", ignored)]));
    }
    notes
}

fn choices(page: &Layout, answer: &Answer) -> Vec<Entry> {
    let entry = |choice: &carbet_search::Choice| {
        let href = page.print(Address::new("/annuaire").filtered(&choice.filter));
        Entry { detail: choice.detail.clone(), ..Entry::new(page, choice.label.clone(), href, choice.count) }
    };
    answer.choices.iter().filter(|choice| !choice.filter.is_empty()).map(entry).collect()
}

/// « Fiches 21 à 40 sur 312. Ordre tiré au sort chaque jour. »
fn caption(page: &Layout, asked: &Asked, answer: &Answer) -> String {
    let last = asked.from as usize + answer.items.len().max(1) - 1;
    let (from, to) = (page.number(asked.from), page.number(last as u64));
    let range =
        page.fill("page.results.range", &[("from", &from), ("to", &to), ("n", &page.number(answer.total))]);
    let order = match answer.sort {
        Sort::Relevance => "page.results.relevance",
        Sort::Distance => "page.results.distance",
        Sort::Daily => "page.results.daily",
    };
    format!("{range} {}", page.t(order))
}

/// The sources of listings of some kinds (all when none is given) with their dates, on one line.
pub fn sources(page: &Layout, snapshot: &Snapshot, kinds: &[Kind]) -> Vec<String> {
    let feeds = |source: &str| {
        let of = |kind: &Kind| match kind {
            Kind::Professional => source == "rpps",
            Kind::Equipment => matches!(source, "finess" | "finess-activities"),
            Kind::Shelter => matches!(source, "finess" | "shelters"),
            Kind::Pharmacy | Kind::Facility | Kind::MentalHealth => source == "finess",
        };
        if kinds.is_empty() { Kind::ALL.iter().any(of) } else { kinds.iter().any(of) }
    };
    let dated = |row: &crate::snapshot::SourceRow| {
        let date = super::wording::day(page.lang, row.vintage_on);
        page.fill("source.dated", &[("label", &row.label), ("date", &date)])
    };
    let all: Vec<String> = snapshot.sources.iter().filter(|row| feeds(&row.source)).map(dated).collect();
    let separator = if page.lang == Lang::Fr { "\u{a0}; " } else { "; " };
    if all.is_empty() { Vec::new() } else { vec![all.join(separator)] }
}
