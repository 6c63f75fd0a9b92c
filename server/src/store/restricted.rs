//! The only reader of the restricted views, for the restricted role. Nothing public may call this.

use super::StoreError;
use super::rows::{RestrictedPlaceRow, RestrictedPracticeRow, RestrictedShelterRow};
use sqlx::PgConnection;

/// Peers' fields: MSSanté mailboxes, second phones, addresses.
pub async fn practices(connection: &mut PgConnection) -> Result<Vec<RestrictedPracticeRow>, StoreError> {
    let rows = sqlx::query_as!(
        RestrictedPracticeRow,
        r#"select rpps as "rpps!", place_id as "place_id!", profession as "profession!", mailbox, phone, phone_2, email
        from published.restricted_practices order by rpps, place_id, profession"#
    );
    Ok(rows.fetch_all(connection).await?)
}

/// Places shown by their commune only, or not at all.
pub async fn places(connection: &mut PgConnection) -> Result<Vec<RestrictedPlaceRow>, StoreError> {
    Ok(sqlx::query_file_as!(RestrictedPlaceRow, "sql/restricted_places.sql").fetch_all(connection).await?)
}

/// The register of shelters with its managers.
pub async fn shelters(connection: &mut PgConnection) -> Result<Vec<RestrictedShelterRow>, StoreError> {
    let rows = sqlx::query_as!(
        RestrictedShelterRow,
        r#"select place_id as "place_id!", shelter_type as "shelter_type!", capacity_during, capacity_after, manager,
            manager_phone
        from published.restricted_shelters order by place_id"#
    );
    Ok(rows.fetch_all(connection).await?)
}

/// The revision these rows are read at.
pub async fn revision(connection: &mut PgConnection) -> Result<i64, StoreError> {
    let revision = sqlx::query_scalar!(r#"select revision as "revision!" from published.revision"#);
    Ok(revision.fetch_one(connection).await?)
}
