//! `GET /api/suggest`: what the letters typed so far could mean, in groups of a fixed order.

use crate::http::{CachePolicy, Problem, Query};
use crate::snapshot::Snapshot;
use crate::state::AppState;
use crate::text::{self, Lang};
use axum::Json;
use axum::extract::State;
use carbet_search::{FilterSpec, Group, Suggestion, SuggestionGroup};
use serde::Serialize;

/// Choices of a group.
const CHOICES: usize = 5;

#[derive(Serialize)]
pub struct SuggestAnswer {
    query: String,
    corrected: Option<String>,
    emergency: Option<&'static str>,
    ambiguous: bool,
    groups: Vec<SuggestGroup>,
}

#[derive(Serialize)]
struct SuggestGroup {
    group: &'static str,
    label: &'static str,
    choices: Vec<SuggestChoice>,
}

#[derive(Serialize)]
struct SuggestChoice {
    label: String,
    detail: Option<String>,
    kind: Option<String>,
    id: Option<String>,
    filter: Option<FilterSpec>,
    count: u32,
    /// Characters of the label that were typed.
    spans: Vec<(u32, u32)>,
}

pub async fn suggest(
    State(state): State<AppState>,
    query: Query,
) -> Result<(CachePolicy, Json<SuggestAnswer>), Problem> {
    query.only(&["q", "near"])?;
    let snapshot = state.snapshot();
    let typed = query.text("q", carbet_search::TEXT_LIMIT)?.unwrap_or_default().to_owned();
    let near = query.position("near")?;
    let answer = state.compute(move || body(&snapshot, typed, near)).await?;
    let policy = if near.is_some() { CachePolicy::NoStore } else { CachePolicy::Revalidate };
    Ok((policy, Json(answer)))
}

fn body(snapshot: &Snapshot, typed: String, near: Option<(f64, f64)>) -> SuggestAnswer {
    let found = carbet_search::suggest(&snapshot.index, &typed, near, CHOICES, snapshot.seed());
    SuggestAnswer {
        query: typed,
        corrected: found.corrected,
        emergency: found.emergency.map(|emergency| emergency.name()),
        ambiguous: found.ambiguous,
        groups: found.groups.into_iter().map(|of| group(snapshot, of)).collect(),
    }
}

fn group(snapshot: &Snapshot, of: SuggestionGroup) -> SuggestGroup {
    SuggestGroup {
        group: of.group.name(),
        label: text::t(Lang::Fr, key(of.group)),
        choices: of.choices.into_iter().map(|it| choice(snapshot, it)).collect(),
    }
}

fn key(group: Group) -> &'static str {
    match group {
        Group::Need => "group.need",
        Group::Profession => "group.profession",
        Group::Structure => "group.structure",
        Group::Equipment => "group.equipment",
        Group::Person => "group.person",
        Group::Commune => "group.commune",
    }
}

/// A listing proposed by name carries its id, its kind and where it is.
fn choice(snapshot: &Snapshot, suggested: Suggestion) -> SuggestChoice {
    let listing = suggested.number.map(|number| snapshot.listing(number));
    let said = |listing: &crate::snapshot::Listing| match listing.commune_name.as_str() {
        "" => listing.detail.clone(),
        commune => format!("{}, {commune}", listing.detail),
    };
    SuggestChoice {
        detail: listing.map(said).or(suggested.detail),
        kind: listing.map(|listing| listing.kind.as_str().to_owned()).or(suggested.kind),
        id: listing.map(|listing| listing.id.clone()).or(suggested.id),
        label: suggested.label,
        filter: suggested.filter,
        count: suggested.count,
        spans: suggested.spans,
    }
}
