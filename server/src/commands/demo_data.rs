//! `carbet demo-data --seed N --scale S --out DIR`: fictional source files in the real formats. No database.

use crate::clock::Clock;
use clap::Args;
use std::path::PathBuf;
use time::Date;
use time::macros::format_description;

#[derive(Debug, Args)]
pub struct DemoDataArgs {
    /// Graine : la même donne les mêmes fichiers
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// 1 : la taille de la Martinique ; 200 : celle de la France
    #[arg(long, default_value_t = 1.0)]
    scale: f64,
    /// Dossier à remplir
    #[arg(long)]
    out: PathBuf,
    /// Le jour des fichiers, AAAA-MM-JJ ; aujourd'hui sinon
    #[arg(long, value_parser = day)]
    today: Option<Date>,
}

fn day(text: &str) -> Result<Date, String> {
    Date::parse(text, format_description!("[year]-[month]-[day]"))
        .map_err(|_| "il faut un jour, par exemple 2026-11-21".to_owned())
}

pub async fn run(args: DemoDataArgs) -> anyhow::Result<()> {
    let today = args.today.unwrap_or_else(|| Clock::System.now().date());
    let manifest = carbet_imports::demo::write(args.seed, args.scale, &args.out, today)?;
    for (file, records) in &manifest.files {
        println!("{file:<48} {records}");
    }
    println!("Fichiers fictifs écrits dans {}", args.out.display());
    Ok(())
}
