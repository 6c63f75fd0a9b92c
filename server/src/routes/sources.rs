//! `GET /api/sources`: what is published of each source, with its licence and what had to be cited.

use crate::http::CachePolicy;
use crate::snapshot::cards::iso;
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use serde::Serialize;

#[derive(Serialize)]
pub struct SourceList {
    sources: Vec<SourceItem>,
    nature: &'static str,
    revision: i64,
}

/// read = kept + rejected.
#[derive(Serialize)]
pub struct SourceItem {
    source: String,
    label: String,
    /// `YYYY-MM-DD`: what the file stands for.
    date: String,
    licence: String,
    attribution: String,
    read: i64,
    kept: i64,
    rejected: i64,
}

pub async fn list(State(state): State<AppState>) -> (CachePolicy, Json<SourceList>) {
    let snapshot = state.snapshot();
    let item = |row: &crate::snapshot::SourceRow| SourceItem {
        source: row.source.clone(),
        label: row.label.clone(),
        date: iso(row.vintage_on),
        licence: row.licence.clone(),
        attribution: row.attribution.clone(),
        read: row.rows_read,
        kept: row.rows_kept,
        rejected: row.rows_rejected,
    };
    let sources = snapshot.sources.iter().map(item).collect();
    let list = SourceList { sources, nature: snapshot.nature.as_str(), revision: snapshot.revision };
    (CachePolicy::Revalidate, Json(list))
}
