//! `/healthz` (the process answers) and `/readyz` (it has something to serve, and says of when).

use crate::http::CachePolicy;
use crate::snapshot::cards::iso;
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use serde::Serialize;

#[derive(Serialize)]
pub struct Health {
    status: &'static str,
}

#[derive(Serialize)]
pub struct Readiness {
    /// `ready`: with or without its database, the directory is served.
    status: &'static str,
    /// `up` or `away`.
    database: &'static str,
    /// « données du … (base injoignable) » when the database is away.
    message: Option<String>,
    revision: i64,
    built_on: String,
    nature: &'static str,
}

pub async fn live() -> (CachePolicy, Json<Health>) {
    (CachePolicy::NoStore, Json(Health { status: "alive" }))
}

pub async fn ready(State(state): State<AppState>) -> (CachePolicy, Json<Readiness>) {
    let snapshot = state.snapshot();
    let readiness = Readiness {
        status: "ready",
        database: state.holder.database().as_str(),
        message: state.holder.message(),
        revision: snapshot.revision,
        built_on: iso(snapshot.local_built_on()),
        nature: snapshot.nature.as_str(),
    };
    (CachePolicy::NoStore, Json(readiness))
}
