//! What a search answers: numbers of documents with their reasons, counts, and what was understood.
//! Names, addresses and cards are the caller's: here are numbers only.

use crate::entry::{Emergency, Group};
use crate::facets::Facet;
use crate::filter::FilterSpec;
use crate::rank::Score;

/// How the items are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Names were asked: quality of the words, then distance or the day's draw.
    Relevance,
    Distance,
    /// The day's draw.
    Daily,
}

impl Sort {
    /// The name used in answers.
    pub fn name(self) -> &'static str {
        match self {
            Sort::Relevance => "relevance",
            Sort::Distance => "distance",
            Sort::Daily => "daily",
        }
    }
}

/// A page of results.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Documents that match, all pages together.
    pub total: u32,
    /// Those of them that have a position.
    pub located: u32,
    pub sort: Sort,
    pub understood: Understood,
    /// The meanings of an ambiguous word, in the order of the table; empty when there is one meaning or none.
    /// `total` and `items` are then their union.
    pub choices: Vec<Choice>,
    pub emergency: Option<Emergency>,
    pub items: Vec<Hit>,
    /// Cursor of the next page; none after the last one.
    pub next: Option<String>,
    /// One per parameter, in the order of [`crate::Param::ALL`].
    pub facets: Vec<Facet>,
    /// Normalised words to highlight in whatever is shown of the items, with [`crate::highlight`].
    pub words: Vec<String>,
}

/// What was read in the text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Understood {
    /// The one trade, structure, equipment or need meant. None when ambiguous: see [`Answer::choices`].
    pub what: Option<What>,
    pub place: Option<Place>,
    /// Words searched in names.
    pub text: Option<String>,
    /// Words that nothing answers to, which were set aside.
    pub ignored: Option<String>,
    /// The right spelling, when the query was understood in spite of a slip.
    pub corrected: Option<String>,
}

/// A meaning. An empty filter says that it is understood but that no source tells of it.
#[derive(Debug, Clone, PartialEq)]
pub struct What {
    pub group: Group,
    pub label: String,
    pub filter: FilterSpec,
}

/// A place named in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Several names, commas between, when a postcode is shared.
    pub label: String,
    /// `commune:97213`; none when several places share the postcode typed.
    pub id: Option<String>,
    pub filter: FilterSpec,
    /// Longitude, latitude of its centre, when known: where a map may go. It is no origin of distances.
    pub position: Option<(f64, f64)>,
}

/// One meaning of an ambiguous word.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    pub group: Group,
    pub label: String,
    pub detail: Option<String>,
    pub kind: Option<String>,
    pub filter: FilterSpec,
    /// Documents of this answer with that meaning.
    pub count: u32,
}

/// One document of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The caller's number.
    pub number: u32,
    /// From `near`, else from the place named; none off the map.
    pub distance_m: Option<u32>,
    pub matched: Vec<Match>,
    pub score: Score,
}

/// A part of a field that the words explain, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// `label`.
    pub field: &'static str,
    pub start: u32,
    pub end: u32,
}
