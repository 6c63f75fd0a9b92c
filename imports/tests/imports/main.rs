//! Imports against a real PostGIS, through the writer role: what is published, what is refused, what never changes.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod demo;
mod given;
mod order;
mod places;
mod refusals;
