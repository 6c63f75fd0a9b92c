//! Search as its callers see it: one binary, one file a subject, rows of queries in `fixtures/`.

mod directory;
mod facets;
mod paging;
mod suggestions;
mod synonyms;
mod understanding;
