//! The only reader of the door's views. Every public output comes from these rows; `restricted_…` are for the restricted
//! role, whose rows nothing public may use.
//!
//! To be called inside one repeatable-read transaction, so that the rows agree with the revision.

use super::StoreError;
use super::rows::{
    DeclarationRow, EquipmentRow, MemberRow, PlaceRow, PracticeRow, RestrictedPlaceRow,
    RestrictedPracticeRow, RestrictedShelterRow, ShelterRow, SourceRow, TerritoryRow,
};
use sqlx::PgConnection;

/// Revision of the directory and its nature (`fictional`, `real`; `None` before the first import).
pub async fn revision(connection: &mut PgConnection) -> Result<(i64, Option<String>), StoreError> {
    let row = sqlx::query!(r#"select revision as "revision!", nature from published.revision"#)
        .fetch_one(connection)
        .await?;
    Ok((row.revision, row.nature))
}

/// What is published of each source.
pub async fn sources(connection: &mut PgConnection) -> Result<Vec<SourceRow>, StoreError> {
    let rows = sqlx::query_as!(
        SourceRow,
        r#"select source as "source!", label as "label!", vintage_on as "vintage_on!", published_at as "published_at!",
            rows_read as "rows_read!", rows_kept as "rows_kept!", rows_rejected as "rows_rejected!",
            licence as "licence!", attribution as "attribution!"
        from published.sources order by source"#
    );
    Ok(rows.fetch_all(connection).await?)
}

/// Communes, EPCI, CPTS and départements, with their outlines.
pub async fn territories(connection: &mut PgConnection) -> Result<Vec<TerritoryRow>, StoreError> {
    Ok(sqlx::query_file_as!(TerritoryRow, "sql/territories.sql").fetch_all(connection).await?)
}

/// Communes of each territory.
pub async fn members(connection: &mut PgConnection) -> Result<Vec<MemberRow>, StoreError> {
    let rows = sqlx::query_as!(
        MemberRow,
        r#"select territory_id as "territory_id!", commune_code as "commune_code!"
        from published.territory_members order by territory_id, commune_code"#
    );
    Ok(rows.fetch_all(connection).await?)
}

/// Places the public may see.
pub async fn places(connection: &mut PgConnection) -> Result<Vec<PlaceRow>, StoreError> {
    Ok(sqlx::query_file_as!(PlaceRow, "sql/places.sql").fetch_all(connection).await?)
}

/// Who practises where, as the public may see it.
pub async fn practices(connection: &mut PgConnection) -> Result<Vec<PracticeRow>, StoreError> {
    Ok(sqlx::query_file_as!(PracticeRow, "sql/practices.sql").fetch_all(connection).await?)
}

/// Heavy equipment.
pub async fn equipment(connection: &mut PgConnection) -> Result<Vec<EquipmentRow>, StoreError> {
    let rows = sqlx::query_as!(
        EquipmentRow,
        r#"select place_id as "place_id!", category as "category!", quantity as "quantity!"
        from published.equipment order by place_id, category"#
    );
    Ok(rows.fetch_all(connection).await?)
}

/// The public side of the register of shelters.
pub async fn shelters(connection: &mut PgConnection) -> Result<Vec<ShelterRow>, StoreError> {
    let rows = sqlx::query_as!(
        ShelterRow,
        r#"select place_id as "place_id!", shelter_type as "shelter_type!", capacity_during, capacity_after,
            risks as "risks!", wheelchair, generator, water, verified_on
        from published.shelters order by place_id"#
    );
    Ok(rows.fetch_all(connection).await?)
}

/// Declarations not withdrawn, expired ones included: the reader's day decides.
pub async fn declarations(connection: &mut PgConnection) -> Result<Vec<DeclarationRow>, StoreError> {
    let rows = sqlx::query_as!(
        DeclarationRow,
        r#"select subject_id as "subject_id!", place_id, flag as "flag!", answer as "answer!",
            declared_by as "declared_by!", declared_on as "declared_on!", expires_on as "expires_on!"
        from published.declarations order by subject_id, place_id nulls first, flag"#
    );
    Ok(rows.fetch_all(connection).await?)
}

/// Peers' fields: MSSanté mailboxes, second phones, addresses.
pub async fn restricted_practices(
    connection: &mut PgConnection,
) -> Result<Vec<RestrictedPracticeRow>, StoreError> {
    let rows = sqlx::query_as!(
        RestrictedPracticeRow,
        r#"select rpps as "rpps!", place_id as "place_id!", profession as "profession!", mailbox, phone, phone_2, email
        from published.restricted_practices order by rpps, place_id, profession"#
    );
    Ok(rows.fetch_all(connection).await?)
}

/// Places shown by their commune only, or not at all.
pub async fn restricted_places(connection: &mut PgConnection) -> Result<Vec<RestrictedPlaceRow>, StoreError> {
    Ok(sqlx::query_file_as!(RestrictedPlaceRow, "sql/restricted_places.sql").fetch_all(connection).await?)
}

/// The register of shelters with its managers.
pub async fn restricted_shelters(
    connection: &mut PgConnection,
) -> Result<Vec<RestrictedShelterRow>, StoreError> {
    let rows = sqlx::query_as!(
        RestrictedShelterRow,
        r#"select place_id as "place_id!", shelter_type as "shelter_type!", capacity_during, capacity_after, manager,
            manager_phone
        from published.restricted_shelters order by place_id"#
    );
    Ok(rows.fetch_all(connection).await?)
}
