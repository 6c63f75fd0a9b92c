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
use carbet_imports::SubjectKey;
use std::os::unix::fs::DirBuilderExt;

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
    if let Some(folder) = config.subject_key_file.parent() {
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    Ok(SubjectKey::load_or_create(&config.subject_key_file)?)
}

/// An error and its causes as one sentence, without repeating what is already said.
pub fn sentence(error: &anyhow::Error) -> String {
    let mut said = error.to_string();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        if !said.contains(&cause) {
            said.push_str(" : ");
            said.push_str(&cause);
        }
    }
    said
}
