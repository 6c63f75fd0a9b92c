//! The register of oppositions. It holds keyed hashes only: no name, no number.
//!
//! Every change is one more revision: the snapshot drops or masks the person as soon as the transaction commits.

use super::{StoreError, revision};
use sqlx::PgConnection;
use time::OffsetDateTime;

/// What an opposition asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Listed by name and commune, without any contact detail.
    Contact,
    /// Absent everywhere.
    Listing,
}

impl Scope {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Listing => "listing",
        }
    }

    /// The word of the command line and of the register.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Contact, Self::Listing].into_iter().find(|scope| scope.as_str() == text)
    }
}

/// A line of the register.
#[derive(Debug, Clone)]
pub struct Opposition {
    pub opposition_id: i64,
    pub scope: String,
    pub channel: String,
    pub recorded_at: OffsetDateTime,
    pub lifted_at: Option<OffsetDateTime>,
}

/// Records an opposition; `false` when the same one is already in force. `channel`: command, form, account, letter.
pub async fn add(
    connection: &mut PgConnection,
    subject_key: &[u8],
    scope: Scope,
    channel: &str,
) -> Result<bool, StoreError> {
    let added = sqlx::query!(
        "insert into app.oppositions (subject_key, scope, channel) values ($1, $2, $3)
        on conflict (subject_key, scope) where lifted_at is null do nothing",
        subject_key,
        scope.as_str(),
        channel
    )
    .execute(&mut *connection)
    .await?
    .rows_affected();
    if added > 0 {
        revision::bump(connection).await?;
    }
    Ok(added > 0)
}

/// Lifts what is in force for a person, one scope or all; answers how many lines were lifted.
pub async fn lift(
    connection: &mut PgConnection,
    subject_key: &[u8],
    scope: Option<Scope>,
) -> Result<u64, StoreError> {
    let lifted = sqlx::query!(
        "update app.oppositions set lifted_at = now()
        where subject_key = $1 and lifted_at is null and scope = coalesce($2, scope)",
        subject_key,
        scope.map(Scope::as_str)
    )
    .execute(&mut *connection)
    .await?
    .rows_affected();
    if lifted > 0 {
        revision::bump(connection).await?;
    }
    Ok(lifted)
}

/// Lines after `after`, oldest first, at most 1,000.
pub async fn list(connection: &mut PgConnection, after: i64) -> Result<Vec<Opposition>, StoreError> {
    let lines = sqlx::query_as!(
        Opposition,
        "select opposition_id, scope, channel, recorded_at, lifted_at from app.oppositions
        where opposition_id > $1 order by opposition_id limit 1000",
        after
    );
    Ok(lines.fetch_all(connection).await?)
}

/// Lines in force for one person.
pub async fn of_subject(
    connection: &mut PgConnection,
    subject_key: &[u8],
) -> Result<Vec<Opposition>, StoreError> {
    let lines = sqlx::query_as!(
        Opposition,
        "select opposition_id, scope, channel, recorded_at, lifted_at from app.oppositions
        where subject_key = $1 and lifted_at is null order by opposition_id",
        subject_key
    );
    Ok(lines.fetch_all(connection).await?)
}
