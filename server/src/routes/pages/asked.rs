//! What a page of results asks of the search, and the answer. The same question as `/api/search`, so the same order.

use crate::http::{Problem, Query, filters};
use crate::snapshot::Snapshot;
use carbet_search::{Answer, FilterSpec, Query as Question};

/// Results on one page: what `/api/search` gives when nothing is said.
pub const PAGE: u32 = 20;
/// Longest text read, as in the search itself.
const TEXT_CHARACTERS: usize = carbet_search::TEXT_LIMIT;
/// Numbers of results beyond this are not believed: `from` only numbers the rows of a following page.
const HIGHEST_NUMBER: u32 = 10_000_000;

/// Parameters that pages of results read.
pub const KNOWN: [&str; 9] =
    ["q", "kind", "profession", "skill", "category", "flag", "territory", "cursor", "from"];

/// A question of a page.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    pub text: String,
    pub filters: FilterSpec,
    pub cursor: Option<String>,
    /// Number of the first row.
    pub from: u32,
}

impl Asked {
    /// Reads the question in the address.
    pub fn read(query: &Query) -> Result<Self, Problem> {
        let cursor = query.text("cursor", 400)?.map(str::to_owned);
        let from = query.number("from", 1..=HIGHEST_NUMBER)?.filter(|_| cursor.is_some());
        Ok(Self {
            text: query.text("q", TEXT_CHARACTERS)?.unwrap_or_default().to_owned(),
            filters: filters::read(query)?,
            cursor,
            from: from.unwrap_or(1),
        })
    }

    /// The answer for one page of rows.
    pub fn answer(&self, snapshot: &Snapshot) -> Result<Answer, Problem> {
        ask(snapshot, self, PAGE as usize)
    }
}

/// Counts alone, of a filter.
pub fn counts(snapshot: &Snapshot, filters: FilterSpec) -> Result<Answer, Problem> {
    ask(snapshot, &Asked { filters, ..Asked::default() }, 0)
}

fn ask(snapshot: &Snapshot, asked: &Asked, limit: usize) -> Result<Answer, Problem> {
    let question = Question {
        text: asked.text.clone(),
        filters: asked.filters.clone(),
        limit,
        cursor: asked.cursor.clone(),
        seed: snapshot.seed(),
        ..Question::default()
    };
    carbet_search::search(&snapshot.index, &question).map_err(Problem::from)
}
