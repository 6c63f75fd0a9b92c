//! One binary for every integration test: links once.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod basemap;
mod caching;
mod corrections;
mod demo;
mod live;
mod oppositions;
mod pages;
mod private_postgres;
mod problems;
mod roles_of_database;
mod search;
mod snapshot;
mod tidy;
mod tiles;
