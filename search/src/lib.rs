//! Text and place to ranked answers, and the one text normaliser.
//!
//! Pure: no SQL, no HTTP, no files, no clock, no chance (the day's seed is an argument). It answers with the numbers of
//! documents; what is shown of them belongs to the caller. Only what may be found publicly may be put in it.

mod answer;
mod build;
mod collect;
mod cursor;
mod docset;
mod document;
mod entry;
mod error;
mod facets;
mod filter;
mod french;
mod fuzzy;
mod index;
mod lexicon;
mod lists;
mod names;
mod normalise;
mod query;
mod rank;
mod reading;
mod suggest;
mod understand;
mod words;

pub use answer::{Answer, Choice, Hit, Match, Place, Sort, Understood, What};
pub use build::IndexBuilder;
pub use collect::search;
pub use document::{Document, Person};
pub use entry::{Emergency, Entry, Group};
pub use error::{CursorFault, SearchError};
pub use facets::Facet;
pub use filter::{FilterSpec, Param};
pub use french::{Synonym, Target, entries, synonyms, targets};
pub use index::Index;
pub use lexicon::Lexicon;
pub use names::highlight;
pub use normalise::{Word, normalise, words};
pub use query::{PAGE_LIMIT, Query, TEXT_LIMIT, WORD_LIMIT};
pub use rank::Score;
pub use suggest::{Suggestion, SuggestionGroup, Suggestions, suggest};
