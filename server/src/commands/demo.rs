//! `carbet demo`: the fictional territory, written in the real formats, read by the real importers, and what its people
//! declare and oppose, recorded through product code. Loaded once; quick to say so afterwards.

use super::import::import;
use super::{correction, demo_records};
use crate::clock::Clock;
use crate::config::Config;
use crate::store::{revision, settings};
use anyhow::{Context, bail};
use carbet_imports::{ImportOptions, Nature, Source, SubjectKey, nature};
use clap::Args;
use sqlx::{Connection, PgConnection};
use std::path::Path;
use time::Date;

#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Graine : la même donne le même territoire
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// 1 : la taille de la Martinique
    #[arg(long, default_value_t = 1.0)]
    pub scale: f64,
    /// Recharge même si la démo est déjà là, aux dates d'aujourd'hui
    #[arg(long)]
    pub refresh: bool,
    /// Ne fait rien si l'annuaire contient déjà quelque chose, démo ou non
    #[arg(long, conflicts_with = "refresh")]
    pub if_empty: bool,
}

pub async fn run(config: Config, args: DemoArgs) -> anyhow::Result<()> {
    let today = Clock::System.day_in(config.territory[0]);
    let key = super::subject_key(&config)?;
    let database = super::migrated(&config).await?;
    let mut writer = database.writer.acquire().await.context("la base de données ne répond pas")?;
    let outcome = load(&mut writer, &config, &args, key, today).await;
    drop(writer);
    database.close().await;
    outcome
}

/// Loads the demo through the writer's connection, unless it is there already; `today` dates its files.
pub async fn load(
    writer: &mut PgConnection,
    config: &Config,
    args: &DemoArgs,
    key: SubjectKey,
    today: Date,
) -> anyhow::Result<()> {
    let codes: Vec<String> = config.territory.iter().map(ToString::to_string).collect();
    let wanted = format!("graine {}, échelle {}, {}", args.seed, args.scale, codes.join(","));
    let loaded = settings::get(writer, settings::DEMO).await?;
    let is_cut_short = loaded.as_deref() == Some(settings::DEMO_IN_PROGRESS);
    if args.if_empty && !is_cut_short && !revision::is_first(writer).await? {
        println!("L'annuaire est déjà rempli : il reste tel quel.");
        return Ok(());
    }
    if loaded.as_deref() == Some(wanted.as_bytes()) && !args.refresh {
        println!("La démo est déjà chargée ({wanted}).");
        return Ok(());
    }
    if is_cut_short {
        println!("Un chargement de la démo avait été interrompu : il est repris.");
    }
    claim(writer, loaded.is_some()).await?;
    println!("Démo fictive : {wanted}");
    let folder = config.data_dir.join(format!("demo-{}", std::process::id()));
    let outcome = fill(writer, config, args, key, today, &folder).await;
    if let Err(error) = std::fs::remove_dir_all(&folder) {
        tracing::warn!(%error, "the demo's source files are left behind");
    }
    outcome?;
    settings::set(writer, settings::DEMO, wanted.as_bytes()).await?;
    println!("La démo est chargée.");
    Ok(())
}

/// Marks the database as the demo's before anything is loaded. Refused where there are data that are not the demo's.
async fn claim(writer: &mut PgConnection, is_demo: bool) -> anyhow::Result<()> {
    let mut transaction = writer.begin().await?;
    let foreign = nature::find(&mut transaction).await? == Some(Nature::Real)
        || (!is_demo && revision::has_sources(&mut transaction).await?);
    if foreign {
        bail!(
            "cette base contient déjà des données qui ne sont pas celles de la démo : rien n'a été touché ; \
             pour la démo, il faut une autre base (CARBET_DATA_DIR ou DATABASE_URL)"
        );
    }
    nature::mark(&mut transaction, Nature::Fictional).await?;
    settings::set(&mut transaction, settings::DEMO, settings::DEMO_IN_PROGRESS).await?;
    transaction.commit().await?;
    Ok(())
}

async fn fill(
    writer: &mut PgConnection,
    config: &Config,
    args: &DemoArgs,
    key: SubjectKey,
    today: Date,
    folder: &Path,
) -> anyhow::Result<()> {
    let (seed, scale, out) = (args.seed, args.scale, folder.to_owned());
    println!("Écriture des fichiers sources fictifs…");
    tokio::task::spawn_blocking(move || carbet_imports::demo::write(seed, scale, &out, today)).await??;
    let options = ImportOptions {
        from: folder.to_owned(),
        departements: config.territory.clone(),
        vintage: None,
        today,
        subject_key: key.clone(),
    };
    import(writer, Source::order(), &options).await?;
    let mut transaction = writer.begin().await?;
    let recorded = demo_records::record(&mut transaction, folder, &key).await?;
    let corrected = correction::seed(&mut transaction).await?;
    transaction.commit().await?;
    println!(
        "{} oppositions, {} déclarations et {corrected} corrections enregistrées",
        recorded.oppositions, recorded.declarations
    );
    Ok(())
}
