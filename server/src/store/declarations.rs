//! Availability as declared: dated, expiring, withdrawn rather than deleted. Every change is one more revision.

use super::{StoreError, revision};
use carbet_model::Flag;
use sqlx::PgConnection;
use time::Date;

/// A declaration to record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    /// `rpps:…`, `finess:…` or `shelter:…`.
    pub subject_id: String,
    /// Where it holds; `None`: at every place of the subject.
    pub place_id: Option<String>,
    pub flag: Flag,
    pub answer: bool,
    /// `professional`, `coordinator` or `facility`.
    pub declared_by: String,
    pub declared_on: Date,
    /// The first day it is no longer shown.
    pub expires_on: Date,
}

/// A line as listed.
#[derive(Debug, Clone)]
pub struct DeclarationLine {
    pub declaration_id: i64,
    pub subject_id: String,
    pub place_id: Option<String>,
    pub flag: String,
    pub answer: bool,
    pub declared_by: String,
    pub declared_on: Date,
    pub expires_on: Date,
}

/// Records a declaration in place of the one in force on the same subject, place and flag. `false` when that one says
/// the same already.
pub async fn add(connection: &mut PgConnection, new: &Declaration) -> Result<bool, StoreError> {
    let same = sqlx::query_scalar!(
        r#"select exists (select from app.declarations
        where subject_id = $1 and coalesce(place_id, '') = coalesce($2, '') and flag = $3 and withdrawn_at is null
            and answer = $4 and declared_by = $5 and declared_on = $6 and expires_on = $7) as "same!""#,
        new.subject_id,
        new.place_id,
        new.flag.as_str(),
        new.answer,
        new.declared_by,
        new.declared_on,
        new.expires_on
    )
    .fetch_one(&mut *connection)
    .await?;
    if same {
        return Ok(false);
    }
    close(connection, &new.subject_id, new.place_id.as_deref(), new.flag).await?;
    sqlx::query!(
        "insert into app.declarations (subject_id, place_id, flag, answer, declared_by, declared_on, expires_on)
        values ($1, $2, $3, $4, $5, $6, $7)",
        new.subject_id,
        new.place_id,
        new.flag.as_str(),
        new.answer,
        new.declared_by,
        new.declared_on,
        new.expires_on
    )
    .execute(&mut *connection)
    .await?;
    revision::bump(connection).await?;
    Ok(true)
}

/// Withdraws what is in force on a subject, place and flag; `false` when nothing was.
pub async fn withdraw(
    connection: &mut PgConnection,
    subject_id: &str,
    place_id: Option<&str>,
    flag: Flag,
) -> Result<bool, StoreError> {
    let closed = close(connection, subject_id, place_id, flag).await?;
    if closed {
        revision::bump(connection).await?;
    }
    Ok(closed)
}

async fn close(
    connection: &mut PgConnection,
    subject_id: &str,
    place_id: Option<&str>,
    flag: Flag,
) -> Result<bool, StoreError> {
    let closed = sqlx::query!(
        "update app.declarations set withdrawn_at = now()
        where subject_id = $1 and coalesce(place_id, '') = coalesce($2, '') and flag = $3 and withdrawn_at is null",
        subject_id,
        place_id,
        flag.as_str()
    )
    .execute(connection)
    .await?;
    Ok(closed.rows_affected() > 0)
}

/// Lines not withdrawn, of one subject.
pub async fn of_subject(
    connection: &mut PgConnection,
    subject_id: &str,
) -> Result<Vec<DeclarationLine>, StoreError> {
    let lines = sqlx::query_as!(
        DeclarationLine,
        "select declaration_id, subject_id, place_id, flag, answer, declared_by, declared_on, expires_on
        from app.declarations where subject_id = $1 and withdrawn_at is null order by declaration_id",
        subject_id
    );
    Ok(lines.fetch_all(connection).await?)
}

/// Lines not withdrawn, after `after`, oldest first, at most 1,000.
pub async fn list(connection: &mut PgConnection, after: i64) -> Result<Vec<DeclarationLine>, StoreError> {
    let lines = sqlx::query_as!(
        DeclarationLine,
        "select declaration_id, subject_id, place_id, flag, answer, declared_by, declared_on, expires_on
        from app.declarations where declaration_id > $1 and withdrawn_at is null order by declaration_id limit 1000",
        after
    );
    Ok(lines.fetch_all(connection).await?)
}
