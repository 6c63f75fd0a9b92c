//! `carbet migrate`: brings the schemas to this version.

use crate::config::Config;

pub async fn run(config: Config) -> anyhow::Result<()> {
    super::migrated(&config).await?.close().await;
    println!("La base est à jour.");
    Ok(())
}
