//! Values people put right on a place: they win over the source until withdrawn. Every change is one more revision.

use super::{StoreError, revision};
use sqlx::PgConnection;
use time::OffsetDateTime;

/// What can be put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Name,
    Phone,
    AddressLine,
}

impl Field {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Phone => "phone",
            Self::AddressLine => "address_line",
        }
    }
}

/// A correction as listed.
#[derive(Debug, Clone)]
pub struct CorrectionLine {
    pub correction_id: i64,
    pub target_id: String,
    pub field: String,
    pub value: String,
    pub reason: String,
    pub recorded_at: OffsetDateTime,
}

/// Records a correction in place of the one in force on the same field; `false` when that one says the same already.
pub async fn add(
    connection: &mut PgConnection,
    target_id: &str,
    field: Field,
    value: &str,
    reason: &str,
) -> Result<bool, StoreError> {
    let same = sqlx::query_scalar!(
        r#"select exists (select from app.corrections
        where target_id = $1 and field = $2 and value = $3 and reason = $4 and withdrawn_at is null) as "same!""#,
        target_id,
        field.as_str(),
        value,
        reason
    )
    .fetch_one(&mut *connection)
    .await?;
    if same {
        return Ok(false);
    }
    close(connection, target_id, field).await?;
    sqlx::query!(
        "insert into app.corrections (target_id, field, value, reason) values ($1, $2, $3, $4)",
        target_id,
        field.as_str(),
        value,
        reason
    )
    .execute(&mut *connection)
    .await?;
    revision::bump(connection).await?;
    Ok(true)
}

/// Lines not withdrawn after `after`, of one place or of all, oldest first, at most 1,000.
pub async fn list(
    connection: &mut PgConnection,
    target_id: Option<&str>,
    after: i64,
) -> Result<Vec<CorrectionLine>, StoreError> {
    let lines = sqlx::query_as!(
        CorrectionLine,
        "select correction_id, target_id, field, value, reason, recorded_at from app.corrections
        where withdrawn_at is null and target_id = coalesce($1, target_id) and correction_id > $2
        order by correction_id limit 1000",
        target_id,
        after
    );
    Ok(lines.fetch_all(connection).await?)
}

/// The first public structure of a kind by its id: what the demo corrects.
pub async fn first_public_place(
    connection: &mut PgConnection,
    kind: &str,
) -> Result<Option<String>, StoreError> {
    let place = sqlx::query_scalar!(
        "select place_id from directory.places
        where kind = $1 and visibility = 'public' and location_precision = 'address'
        order by place_id limit 1",
        kind
    );
    Ok(place.fetch_optional(connection).await?)
}

/// Withdraws the correction of a field; `false` when there was none.
pub async fn withdraw(
    connection: &mut PgConnection,
    target_id: &str,
    field: Field,
) -> Result<bool, StoreError> {
    let closed = close(connection, target_id, field).await?;
    if closed {
        revision::bump(connection).await?;
    }
    Ok(closed)
}

async fn close(connection: &mut PgConnection, target_id: &str, field: Field) -> Result<bool, StoreError> {
    let closed = sqlx::query!(
        "update app.corrections set withdrawn_at = now()
        where target_id = $1 and field = $2 and withdrawn_at is null",
        target_id,
        field.as_str()
    )
    .execute(connection)
    .await?;
    Ok(closed.rows_affected() > 0)
}
