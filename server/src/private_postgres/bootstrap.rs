//! Makes the roles, the database and PostGIS, as superuser, before anything else connects; then checks that a write
//! that is answered is a write that stays. The schemas are not made here: migrations make them, as the owner.

use super::access::{DATABASE, OWNER, SUPERUSER, WRITER};
use super::cluster::Cluster;
use super::error::PrivatePostgresError;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgSslMode};
use sqlx::{ConnectOptions, Connection};
use std::path::Path;

/// How to connect to `database` as `role` through the socket in `socket`; nothing is taken from `PG*` variables.
pub(super) fn options(socket: &Path, role: &str, database: &str) -> PgConnectOptions {
    PgConnectOptions::new_without_pgpass()
        .socket(socket)
        .port(5432)
        .ssl_mode(PgSslMode::Disable)
        .username(role)
        .database(database)
        .application_name("carbet")
}

/// Idempotent: what exists is left as it is.
pub(super) async fn bootstrap(socket: &Path) -> Result<(), PrivatePostgresError> {
    let mut postgres = connect(&options(socket, SUPERUSER, "postgres")).await?;
    let failed = "de créer les rôles";
    sqlx::raw_sql(include_str!("../../sql/private_roles.sql"))
        .execute(&mut postgres)
        .await
        .map_err(PrivatePostgresError::database(failed))?;
    let exists: bool = sqlx::query_scalar("select exists (select from pg_database where datname = $1)")
        .bind(DATABASE)
        .fetch_one(&mut postgres)
        .await
        .map_err(PrivatePostgresError::database(failed))?;
    let failed = "de créer la base";
    if !exists {
        sqlx::raw_sql("create database carbet owner carbet_owner")
            .execute(&mut postgres)
            .await
            .map_err(PrivatePostgresError::database(failed))?;
    }
    close(postgres).await;
    let mut carbet = connect(&options(socket, SUPERUSER, DATABASE)).await?;
    sqlx::raw_sql(include_str!("../../sql/private_database.sql"))
        .execute(&mut carbet)
        .await
        .map_err(PrivatePostgresError::database(failed))?;
    close(carbet).await;
    Ok(())
}

/// Asks the running server, as the roles that write: a setting can also be off for a role or a database only.
pub(super) async fn check_durable(cluster: &Cluster, socket: &Path) -> Result<(), PrivatePostgresError> {
    for role in [OWNER, WRITER] {
        let mut connection = connect(&options(socket, role, DATABASE)).await?;
        let settings: Vec<(String, String)> = sqlx::query_as(
            "select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit')",
        )
        .fetch_all(&mut connection)
        .await
        .map_err(PrivatePostgresError::database("de dire ses réglages"))?;
        close(connection).await;
        for setting in ["fsync", "full_page_writes", "synchronous_commit"] {
            if !settings.iter().any(|(name, value)| name == setting && value != "off") {
                return Err(cluster.not_durable(setting));
            }
        }
    }
    Ok(())
}

async fn connect(options: &PgConnectOptions) -> Result<PgConnection, PrivatePostgresError> {
    options.connect().await.map_err(PrivatePostgresError::database("la connexion"))
}

async fn close(connection: PgConnection) {
    if let Err(error) = connection.close().await {
        tracing::debug!(%error, "closing a connection of the private PostgreSQL");
    }
}
