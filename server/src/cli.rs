//! The command line of the contract, and the exit code. Each command is a file of `commands`.

use crate::commands;
use crate::config::Config;
use crate::telemetry;
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// L'annuaire de l'offre de soins d'un territoire, et son annuaire de crise.
#[derive(Debug, Parser)]
#[command(name = "carbet", version, disable_help_subcommand = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Sert l'annuaire
    Serve,
    /// Charge ou rafraîchit le territoire fictif de démonstration
    Demo(commands::demo::DemoArgs),
    /// Écrit des fichiers sources fictifs, aux formats réels
    DemoData(commands::demo_data::DemoDataArgs),
    /// Importe une source, ou toutes (all)
    Import(commands::import::ImportArgs),
    /// L'instantané, le modèle de lecture enregistré dans le dossier de données
    Snapshot(SnapshotArgs),
    /// Le registre des oppositions
    Opposition(commands::opposition::OppositionArgs),
    /// Les disponibilités déclarées
    Declaration(commands::declaration::DeclarationArgs),
    /// Ce que l'on corrige sur un lieu
    Correction(commands::correction::CorrectionArgs),
    /// Met les schémas de la base à jour
    Migrate,
}

#[derive(Debug, Args)]
struct SnapshotArgs {
    #[command(subcommand)]
    action: SnapshotAction,
}

#[derive(Debug, Subcommand)]
enum SnapshotAction {
    /// Le construit depuis la base et l'enregistre
    Build,
    /// Dit ce que contient celui qui est enregistré
    Info {
        /// Le dossier à lire, au lieu du dossier de données
        #[arg(long)]
        from: Option<PathBuf>,
    },
}

/// Reads the command line and the environment, runs one command. A failure is one French sentence.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let config = match Config::from_environment() {
        Ok(config) => config,
        Err(error) => return failed(&error.into()),
    };
    telemetry::start(&config.log);
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error.into()),
    };
    match runtime.block_on(run(cli.command, config)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(&error),
    }
}

async fn run(command: Command, config: Config) -> anyhow::Result<()> {
    match command {
        Command::Serve => commands::serve::run(config).await,
        Command::Demo(args) => commands::demo::run(config, args).await,
        Command::DemoData(args) => commands::demo_data::run(args).await,
        Command::Import(args) => commands::import::run(config, args).await,
        Command::Snapshot(SnapshotArgs { action: SnapshotAction::Build }) => {
            commands::snapshot::build(config).await
        }
        Command::Snapshot(SnapshotArgs { action: SnapshotAction::Info { from } }) => {
            commands::snapshot::info(&config, from)
        }
        Command::Opposition(args) => commands::opposition::run(config, args).await,
        Command::Declaration(args) => commands::declaration::run(config, args).await,
        Command::Correction(args) => commands::correction::run(config, args).await,
        Command::Migrate => commands::migrate::run(config).await,
    }
}

fn failed(error: &anyhow::Error) -> ExitCode {
    eprintln!("carbet : {}", commands::sentence(error));
    ExitCode::FAILURE
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
