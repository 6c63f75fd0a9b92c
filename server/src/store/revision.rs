//! The one-row revision: what tells every server that the directory has changed.

use super::StoreError;
use sqlx::PgConnection;

/// The channel that wakes listeners. NOTIFY only wakes; the table is the truth.
pub const CHANNEL: &str = "carbet_revision";

/// One more revision, and whoever listens is woken when the transaction commits. For the writer's connection.
pub async fn bump(connection: &mut PgConnection) -> Result<i64, StoreError> {
    let revision = sqlx::query_scalar!(r#"select directory.bump_revision() as "revision!""#)
        .fetch_one(&mut *connection)
        .await?;
    sqlx::query!("select pg_notify($1, $2)", CHANNEL, revision.to_string()).execute(connection).await?;
    Ok(revision)
}

/// Whether nothing was ever imported nor changed: the migrations leave the revision at one. For the writer.
pub async fn is_first(connection: &mut PgConnection) -> Result<bool, StoreError> {
    let first = sqlx::query_scalar!(r#"select revision = 1 as "first!" from directory.revision"#);
    Ok(first.fetch_one(connection).await?)
}

/// Whether some source has been published. For the writer.
pub async fn has_sources(connection: &mut PgConnection) -> Result<bool, StoreError> {
    let some = sqlx::query_scalar!(r#"select exists (select from directory.sources) as "some!""#);
    Ok(some.fetch_one(connection).await?)
}
