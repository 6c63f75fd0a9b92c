//! Values people put right on a place: they win over the source until withdrawn. Every change is one more revision.

use super::{StoreError, revision};
use sqlx::PgConnection;

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

/// Records a correction in place of the one in force on the same field.
pub async fn add(
    connection: &mut PgConnection,
    target_id: &str,
    field: Field,
    value: &str,
    reason: &str,
) -> Result<i64, StoreError> {
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
    revision::bump(connection).await
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
