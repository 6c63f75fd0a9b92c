//! `GET /api/territories/{id}`: a commune, an EPCI, a CPTS or a département, with what is counted inside.

use crate::http::{CachePolicy, Path, Problem};
use crate::snapshot::cards::territory::TerritoryCard;
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use carbet_model::PublicId;

/// 400 for what is no id of a territory, 404 for one that is not served.
pub async fn card(
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<(CachePolicy, Json<TerritoryCard>), Problem> {
    match id.parse() {
        Ok(PublicId::Commune(_) | PublicId::Epci(_) | PublicId::Cpts(_) | PublicId::Departement(_)) => {}
        _ => {
            return Err(Problem::bad_request("id", "problem.wrong.id.territory"));
        }
    }
    let card = state.snapshot().territory_card(&id).ok_or_else(Problem::not_found)?;
    Ok((CachePolicy::Revalidate, Json(card)))
}
