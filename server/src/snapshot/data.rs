//! What is read through the door and saved to disk: the public rows of one revision, before anything is made of them.

use crate::store::rows::{
    DeclarationRow, EquipmentRow, MemberRow, PlaceRow, PracticeRow, ShelterRow, SourceRow, TerritoryRow,
};
use crate::store::{StoreError, published};
use serde::{Deserialize, Serialize};
use sqlx::{Connection, PgConnection};

/// Every public row of one revision.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct PublicData {
    pub revision: i64,
    /// `fictional`, `real`; `None` before anything that can tell.
    pub nature: Option<String>,
    pub sources: Vec<SourceRow>,
    pub territories: Vec<TerritoryRow>,
    pub members: Vec<MemberRow>,
    pub places: Vec<PlaceRow>,
    pub practices: Vec<PracticeRow>,
    pub equipment: Vec<EquipmentRow>,
    pub shelters: Vec<ShelterRow>,
    pub declarations: Vec<DeclarationRow>,
}

impl PublicData {
    /// Reads all rows at one instant, on a connection of the public role.
    pub async fn read(connection: &mut PgConnection) -> Result<Self, StoreError> {
        let mut at = connection.begin_with("begin isolation level repeatable read read only").await?;
        let (revision, nature) = published::revision(&mut at).await?;
        let data = Self {
            revision,
            nature,
            sources: published::sources(&mut at).await?,
            territories: published::territories(&mut at).await?,
            members: published::members(&mut at).await?,
            places: published::places(&mut at).await?,
            practices: published::practices(&mut at).await?,
            equipment: published::equipment(&mut at).await?,
            shelters: published::shelters(&mut at).await?,
            declarations: published::declarations(&mut at).await?,
        };
        at.commit().await?;
        Ok(data)
    }
}
