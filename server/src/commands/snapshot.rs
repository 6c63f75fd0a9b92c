//! `carbet snapshot build|info`: the read model as a file.

use crate::clock::Clock;
use crate::config::Config;
use crate::drop_root::drop_root;
use crate::live::refresh::Refresher;
use crate::snapshot::frame::short_day;
use crate::snapshot::keys::Key;
use crate::snapshot::{Snapshot, load, save};
use std::path::PathBuf;
use std::sync::Arc;

/// Builds from the database and saves both parts.
pub async fn build(config: Config) -> anyhow::Result<()> {
    let key = Key::load_or_create(&config.snapshot_key_file)?;
    let database = Arc::new(super::migrated(&config).await?);
    // The files belong to the server's account, whoever types the command.
    drop_root(&config.user)?;
    let refresher = Refresher {
        database: database.clone(),
        clock: Clock::System,
        departements: config.territory.clone(),
        data_dir: config.data_dir.clone(),
        key,
    };
    let outcome = build_and_save(&refresher).await;
    drop(refresher);
    if let Some(database) = Arc::into_inner(database) {
        database.close().await;
    }
    outcome
}

async fn build_and_save(refresher: &Refresher) -> anyhow::Result<()> {
    let (data, snapshot) = refresher.read().await?;
    print(&snapshot);
    refresher.save(data, &snapshot).await?;
    println!("Enregistré dans {}", save::public_file(&refresher.data_dir).display());
    Ok(())
}

/// What the saved public part holds, or why it cannot be read.
pub fn info(config: &Config, from: Option<PathBuf>) -> anyhow::Result<()> {
    let data_dir = from.unwrap_or_else(|| config.data_dir.clone());
    let loaded = load::public(&data_dir)?;
    let frame = crate::snapshot::build::Frame {
        day: Clock::System.day_in(config.territory[0]),
        built_at: loaded.built_at,
        departements: config.territory.clone(),
    };
    print(&crate::snapshot::build::build(&loaded.data, &frame)?);
    println!("Fichier : {}", save::public_file(&data_dir).display());
    Ok(())
}

fn print(snapshot: &Snapshot) {
    let (total, located) = snapshot.totals();
    println!("Révision {}, données du {}", snapshot.revision, short_day(snapshot.local_built_on()));
    println!("{total} fiches, dont {located} sur la carte");
    println!(
        "{} lieux, {} personnes, {} territoires",
        snapshot.places.len(),
        snapshot.people.len(),
        snapshot.territories.len()
    );
    for source in &snapshot.sources {
        println!("  {:<28} {} ({} lignes)", source.label, short_day(source.vintage_on), source.rows_kept);
    }
}
