//! `GET /api/places/{id}`: a structure, a shelter, or an address where professionals practise.

use crate::http::{CachePolicy, Path, Problem};
use crate::snapshot::cards::place::PlaceCard;
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use carbet_model::PublicId;

/// 400 for what is no id of a place, 404 for what is not shown.
pub async fn card(
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<(CachePolicy, Json<PlaceCard>), Problem> {
    match id.parse() {
        Ok(PublicId::Finess(_) | PublicId::Site(_) | PublicId::Shelter(_)) => {}
        _ => {
            return Err(Problem::bad_request("id", "problem.wrong.id.place"));
        }
    }
    let card = state.snapshot().place_card(&id).ok_or_else(Problem::not_found)?;
    Ok((CachePolicy::Revalidate, Json(card)))
}
