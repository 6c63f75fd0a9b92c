//! The restricted part: peers' fields and secret places. Built by its own database role, encrypted on disk.
//!
//! No public route may reach it: it is not in `AppState`, and nothing of it enters tiles, index or cards.

use crate::store::rows::{RestrictedPlaceRow, RestrictedPracticeRow, RestrictedShelterRow};
use crate::store::{StoreError, published};
use serde::{Deserialize, Serialize};
use sqlx::{Connection, PgConnection};

/// Every restricted row of one revision.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RestrictedData {
    pub revision: i64,
    pub practices: Vec<RestrictedPracticeRow>,
    pub places: Vec<RestrictedPlaceRow>,
    pub shelters: Vec<RestrictedShelterRow>,
}

impl RestrictedData {
    /// Reads all rows at one instant, on a connection of the restricted role.
    pub async fn read(connection: &mut PgConnection) -> Result<Self, StoreError> {
        let mut at = connection.begin_with("begin isolation level repeatable read read only").await?;
        let data = Self {
            revision: published::revision(&mut at).await?.0,
            practices: published::restricted_practices(&mut at).await?,
            places: published::restricted_places(&mut at).await?,
            shelters: published::restricted_shelters(&mut at).await?,
        };
        at.commit().await?;
        Ok(data)
    }
}
