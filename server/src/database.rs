//! How the server reaches PostgreSQL: the owner to migrate, then three roles that can do no more than their part.
//!
//! Without `DATABASE_URL` it is the private one. With it alone, the roles are taken on the same credentials.

use crate::MIGRATOR;
use crate::config::Config;
use crate::private_postgres::{self, PrivatePostgres, PrivatePostgresError};
use crate::refusal;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection, PgConnection, PgPool};
use std::time::Duration;

/// How long to wait for a connection before saying that the database is away.
const PATIENCE: Duration = Duration::from_secs(5);
/// A statement longer than that is stuck: the largest view of a whole country is read in less.
const STATEMENT_TIMEOUT: &str = "300s";

/// One account can do all that the three roles may, between them: nothing then keeps a public read from the rest.
const ONE_ACCOUNT: &str = "carbet : ATTENTION, DATABASE_URL sert aussi aux lectures publiques. Si ce compte est \
    superutilisateur ou propriétaire, une faille de lecture ouvrirait tout : donnez à chaque rôle sa connexion \
    (CARBET_DATABASE_PUBLIC_URL, CARBET_DATABASE_RESTRICTED_URL, CARBET_DATABASE_WRITER_URL ; README, « Settings »)";

/// Why the database cannot be used, as a French sentence.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    #[error(transparent)]
    Private(#[from] PrivatePostgresError),
    /// The address is not repeated: it may hold a password.
    #[error(
        "{setting} n'est pas une adresse de base de données ; par exemple {setting}=postgres://carbet@localhost/carbet"
    )]
    Address { setting: &'static str },
    #[error("la base de données ne répond pas : {}", refusal::reason(.0))]
    Away(#[source] sqlx::Error),
    #[error("la base de données refuse les migrations : {}", refusal::migration(.0))]
    Migration(#[from] sqlx::migrate::MigrateError),
}

/// Connections of the three serving roles, opened when first used.
#[derive(Debug)]
pub struct Database {
    pub public: PgPool,
    pub restricted: PgPool,
    pub writer: PgPool,
    owner: PgConnectOptions,
    private: Option<PrivatePostgres>,
}

impl Database {
    /// The database of the settings: the one given, else the private one, made and started if needed.
    pub async fn open(config: &Config) -> Result<Self, DatabaseError> {
        let urls = &config.databases;
        let Some(url) = &urls.owner else {
            let private = private_postgres::attach(&config.data_dir, &config.user).await?;
            let (public, restricted, writer) = (private.public(), private.restricted(), private.writer());
            let opened = Self::new(private.owner(), public, restricted, writer);
            return Ok(Self { private: Some(private), ..opened });
        };
        let owner = parsed("DATABASE_URL", url)?;
        let role = |setting, given: &Option<String>, role| match given {
            Some(url) => parsed(setting, url),
            None => Ok(as_role(&owner, role)),
        };
        if urls.public.is_none() || urls.restricted.is_none() || urls.writer.is_none() {
            // Said to a person at a terminal, whatever the level of traces.
            eprintln!("{ONE_ACCOUNT}");
        }
        let public = role("CARBET_DATABASE_PUBLIC_URL", &urls.public, "carbet_public")?;
        let restricted = role("CARBET_DATABASE_RESTRICTED_URL", &urls.restricted, "carbet_restricted")?;
        let writer = role("CARBET_DATABASE_WRITER_URL", &urls.writer, "carbet_writer")?;
        Ok(Self::new(owner, public, restricted, writer))
    }

    /// The three roles taken on one set of credentials that may become each of them.
    pub fn on_one_account(owner: PgConnectOptions) -> Self {
        let [public, restricted, writer] =
            ["carbet_public", "carbet_restricted", "carbet_writer"].map(|role| as_role(&owner, role));
        Self::new(owner, public, restricted, writer)
    }

    /// No database at all: every use answers that it is away.
    pub fn absent() -> Self {
        Self::on_one_account(PgConnectOptions::new_without_pgpass().host("/nonexistent/carbet"))
    }

    fn new(
        owner: PgConnectOptions,
        public: PgConnectOptions,
        restricted: PgConnectOptions,
        writer: PgConnectOptions,
    ) -> Self {
        // A listener keeps one public connection for itself; the rebuild takes another.
        let pool = |options: PgConnectOptions, most| {
            let options = options.options([("statement_timeout", STATEMENT_TIMEOUT)]);
            PgPoolOptions::new().max_connections(most).acquire_timeout(PATIENCE).connect_lazy_with(options)
        };
        Self {
            public: pool(public, 3),
            restricted: pool(restricted, 1),
            writer: pool(writer, 4),
            owner,
            private: None,
        }
    }

    /// Brings the schemas to this version, as their owner, on a connection closed at once.
    pub async fn migrate(&self) -> Result<(), DatabaseError> {
        let connect = PgConnection::connect_with(&self.owner);
        let mut owner = tokio::time::timeout(PATIENCE, connect)
            .await
            .unwrap_or(Err(sqlx::Error::PoolTimedOut))
            .map_err(DatabaseError::Away)?;
        MIGRATOR.run(&mut owner).await?;
        owner.close().await.map_err(DatabaseError::Away)
    }

    /// Closes every connection and gives the private PostgreSQL back; its last user waits until it stopped.
    pub async fn close(self) {
        tokio::join!(self.public.close(), self.restricted.close(), self.writer.close());
        if let Some(private) = self.private {
            private.release().await;
        }
    }
}

fn parsed(setting: &'static str, url: &str) -> Result<PgConnectOptions, DatabaseError> {
    url.parse().map_err(|_| DatabaseError::Address { setting })
}

fn as_role(options: &PgConnectOptions, role: &str) -> PgConnectOptions {
    options.clone().options([("role", role)])
}
