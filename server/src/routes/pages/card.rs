//! `GET /fiche/{id}`: the card of a professional, a structure, a shelter, or an address of practice.

use super::layout::{self, Reader};
use super::{place, professional};
use crate::http::{Path, Problem, Query};
use crate::state::AppState;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use carbet_model::PublicId;

/// Not found for what is no id, for what never was, and for who asked not to be listed: the same page.
pub async fn show_card(
    State(state): State<AppState>,
    reader: Reader,
    Path(id): Path<String>,
    query: Query,
) -> Result<Response, Problem> {
    query.only(&[])?;
    let (page, snapshot) = layout::open(&state, &reader, "annuaire");
    match id.parse().map_err(|_| Problem::not_found())? {
        PublicId::Rpps(_) => {
            let card = snapshot.professional_card(&id).ok_or_else(Problem::not_found)?;
            super::page(&professional::of(page, &snapshot, &card)?)
        }
        PublicId::Finess(_) | PublicId::Site(_) | PublicId::Shelter(_) => {
            let card = snapshot.place_card(&id).ok_or_else(Problem::not_found)?;
            super::page(&place::of(page, &snapshot, &card)?)
        }
        PublicId::Commune(_) => {
            let commune = snapshot.territory(&id).ok_or_else(Problem::not_found)?;
            Ok(Redirect::permanent(&page.link(format!("/annuaire/{}", commune.slug))).into_response())
        }
        _ => Err(Problem::not_found()),
    }
}
