//! `GET /api/professionals/{id}`: who, in which trade, and where they practise.

use crate::http::{CachePolicy, Path, Problem};
use crate::snapshot::cards::professional::ProfessionalCard;
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use carbet_model::PublicId;

/// 400 for what is no RPPS id, 404 for who is not listed: an opposition is indistinguishable from an unknown number.
pub async fn card(
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<(CachePolicy, Json<ProfessionalCard>), Problem> {
    let Ok(PublicId::Rpps(_)) = id.parse() else {
        return Err(Problem::bad_request("id", "problem.wrong.id.person"));
    };
    let card = state.snapshot().professional_card(&id).ok_or_else(Problem::not_found)?;
    Ok((CachePolicy::Revalidate, Json(card)))
}
