//! One command a file; the only place for `anyhow`. A command opens, asks and tells; what it asks for is elsewhere.

pub mod correction;
pub mod declaration;
pub mod demo;
pub mod demo_data;
pub mod demo_records;
pub mod import;
pub mod migrate;
pub mod opposition;
pub mod serve;
pub mod snapshot;

use crate::config::Config;
use crate::database::Database;
use crate::refusal;
use carbet_imports::SubjectKey;

/// The database of the settings, at this version's schemas.
async fn migrated(config: &Config) -> anyhow::Result<Database> {
    let database = Database::open(config).await?;
    match database.migrate().await {
        Ok(()) => Ok(database),
        Err(error) => {
            database.close().await;
            Err(error.into())
        }
    }
}

/// The key of the register of oppositions, made with its folder when absent.
fn subject_key(config: &Config) -> anyhow::Result<SubjectKey> {
    Ok(SubjectKey::load_or_create(&config.subject_key_file)?)
}

/// An error and its causes as one sentence, without repeating what is already said.
pub fn sentence(error: &anyhow::Error) -> String {
    let mut said = String::new();
    for cause in error.chain() {
        let database = cause.downcast_ref::<sqlx::Error>();
        let migrations = cause.downcast_ref::<sqlx::migrate::MigrateError>();
        let is_database = database.is_some() || migrations.is_some();
        let text = match (database, migrations) {
            (Some(error), _) => refusal::reason(error),
            (None, Some(error)) => refusal::migration(error),
            (None, None) => cause.to_string(),
        };
        if said.is_empty() {
            said = text;
        } else if !said.contains(&text) {
            said.push_str(" : ");
            said.push_str(&text);
        }
        // Below it, the database speaks English and may quote a row.
        if is_database {
            break;
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::StoreError;
    use anyhow::Context;

    #[test]
    fn the_words_of_the_database_stay_inside() {
        let inside = || sqlx::Error::Protocol("relation secret does not exist".into());
        for error in [
            anyhow::Error::from(inside()),
            anyhow::Error::from(StoreError::Database(inside())),
            Err::<(), _>(inside()).context("la base de données ne répond pas").expect_err("an error"),
        ] {
            let said = sentence(&error);
            assert!(!said.contains("secret") && said.ends_with("réponse inattendue"), "{said}");
        }
    }
}
