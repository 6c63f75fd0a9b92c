//! Facts about this database that outlive imports, by name.

use super::StoreError;
use sqlx::PgConnection;

/// What the demo was loaded with; absent from a database that is not a demo.
pub const DEMO: &str = "demo";

/// What [`DEMO`] holds while the demo is being loaded: a load that was cut short is taken up again.
pub const DEMO_IN_PROGRESS: &[u8] = b"en cours";

/// The value kept under a name.
pub async fn get(connection: &mut PgConnection, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
    let value = sqlx::query_scalar!("select value from app.settings where name = $1", name);
    Ok(value.fetch_optional(connection).await?)
}

/// Keeps a value under a name, in place of the one before.
pub async fn set(connection: &mut PgConnection, name: &str, value: &[u8]) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into app.settings (name, value) values ($1, $2)
        on conflict (name) do update set value = excluded.value",
        name,
        value
    )
    .execute(connection)
    .await?;
    Ok(())
}
