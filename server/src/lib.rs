//! The rim of Carbet: snapshot, routes, command line. Public surface: what `main` and the tests need.

pub mod built_web;
pub mod cli;
pub mod clock;
pub mod commands;
pub mod config;
pub mod database;
pub mod domain;
pub mod drop_root;
pub mod http;
pub mod live;
pub mod private_postgres;
pub mod refusal;
pub mod router;
pub mod routes;
pub mod snapshot;
pub mod state;
pub mod store;
pub mod telemetry;
pub mod text;

pub use clock::Clock;
pub use config::Config;
pub use router::app;
pub use state::AppState;

/// The schemas, embedded. Applied by their owner at start.
pub static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!("../migrations");
