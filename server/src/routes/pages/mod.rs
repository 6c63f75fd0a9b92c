//! The plain pages: complete without JavaScript, the accessible equal of the map. Same items, same order as the list.
//!
//! A page reads the snapshot only. Every sentence comes from the catalogue; every value is escaped by the templates.

mod address;
mod answers;
mod asked;
pub mod card;
mod card_parts;
pub mod commune;
pub mod directory;
mod emergency;
mod filter_form;
mod groups;
mod layout;
mod links;
mod marks;
mod place;
mod problem_page;
mod professional;
mod results;
mod rows;
mod sections;
pub mod sitemap;
mod situation;
pub mod sources;
pub mod texts;
pub mod trade;
mod trades;
mod wording;

pub use problem_page::problem_page;

use crate::http::{CachePolicy, Problem};
use askama::Template;
use axum::response::{Html, IntoResponse, Response};

/// A page, kept by the browser and asked again each time.
fn page(template: &impl Template) -> Result<Response, Problem> {
    let html = template.render().map_err(Problem::internal)?;
    Ok((CachePolicy::Revalidate, Html(html)).into_response())
}
