//! Plumbing between routes and the wire: problems, caching, parameters, limits, headers, language.
//!
//! Must not know any noun of the field, any SQL or any page: routes do.

pub mod caching;
pub mod connections;
pub mod encoding;
pub mod filters;
pub mod headers;
pub mod language;
pub mod layers;
pub mod limits;
pub mod problem;
pub mod query;

pub use caching::{CachePolicy, Validator};
pub use encoding::Encoding;
pub use layers::{Layers, layers};
pub use problem::Problem;
pub use query::{Path, Query};
