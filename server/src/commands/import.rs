//! `carbet import SOURCE --from PATH [--vintage YYYY-MM]`: files to directory, through the importers.

use crate::clock::Clock;
use crate::config::Config;
use anyhow::Context;
use carbet_imports::{ImportError, ImportOptions, Progress, RunReport, Source, Step};
use carbet_model::Vintage;
use clap::Args;
use sqlx::PgConnection;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

#[derive(Debug, Args)]
pub struct ImportArgs {
    /// communes, ban, rpps, finess, finess-activities, cpts, shelters, hazards ou all
    source: String,
    /// Le fichier, ou le dossier qui contient les fichiers sous leurs noms habituels
    #[arg(long)]
    from: PathBuf,
    /// Le mois que représentent les fichiers, par exemple 2026-11
    #[arg(long)]
    vintage: Option<Vintage>,
}

pub async fn run(config: Config, args: ImportArgs) -> anyhow::Result<()> {
    let sources = match args.source.as_str() {
        "all" => Source::order().to_vec(),
        one => vec![one.parse::<Source>().map_err(anyhow::Error::msg)?],
    };
    let options = ImportOptions {
        from: args.from,
        departements: config.territory.clone(),
        vintage: args.vintage,
        today: Clock::System.day_in(config.territory[0]),
        subject_key: super::subject_key(&config)?,
    };
    let database = super::migrated(&config).await?;
    let mut writer = database.writer.acquire().await.context("la base de données ne répond pas")?;
    let outcome = import(&mut writer, &sources, &options).await;
    drop(writer);
    database.close().await;
    outcome
}

/// Imports sources in order, telling each step. With several, a source without a file is passed over, and said.
pub(super) async fn import(
    writer: &mut PgConnection,
    sources: &[Source],
    options: &ImportOptions,
) -> anyhow::Result<()> {
    let mut missing = Vec::new();
    for source in sources {
        let told = AtomicU64::new(0);
        let tell = |progress: Progress| tell(&told, progress);
        match carbet_imports::run(writer, *source, options, &tell).await {
            Ok(report) => println!("{}", account(&report)),
            Err(error @ ImportError::NoFile { .. }) if sources.len() > 1 => {
                println!("{:<28} absent du dossier, laissé de côté", source.label());
                missing.push(error);
            }
            Err(error) => return Err(error.into()),
        }
    }
    // A folder that holds nothing at all is a mistake, not a small import.
    match missing.pop() {
        Some(error) if missing.len() + 1 == sources.len() => Err(error.into()),
        _ => Ok(()),
    }
}

/// One line at each quarter of a long file.
fn tell(told: &AtomicU64, progress: Progress) {
    if progress.step != Step::Reading || progress.bytes_total == 0 {
        return;
    }
    let quarter = progress.bytes_read * 4 / progress.bytes_total;
    if quarter > told.load(Ordering::Relaxed) && quarter < 4 {
        told.store(quarter, Ordering::Relaxed);
        println!("{:<28} {} %, {} lignes lues", progress.source.label(), quarter * 25, progress.rows);
    }
}

fn account(report: &RunReport) -> String {
    let counts = format!(
        "{:<28} {} lignes lues, {} gardées, {} écartées",
        report.source.label(),
        report.read(),
        report.kept(),
        report.rejected()
    );
    if report.unchanged {
        return format!("{counts} : rien de nouveau");
    }
    let difference = report.difference();
    format!(
        "{counts} : {} ajouts, {} changements, {} retraits",
        difference.added, difference.changed, difference.removed
    )
}
