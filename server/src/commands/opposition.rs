//! `carbet opposition add|list|lift`: the register of oppositions, without the web.
//!
//! The number is turned into its keyed hash at once: it is neither kept nor printed.

use crate::config::Config;
use crate::store::oppositions::{self, Opposition, Scope};
use anyhow::Context;
use carbet_imports::SubjectKey;
use carbet_model::Rpps;
use clap::{Args, Subcommand, ValueEnum};
use sqlx::{Acquire, PgConnection};

#[derive(Debug, Args)]
pub struct OppositionArgs {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Enregistre une opposition
    Add {
        /// Numéro RPPS de la personne
        rpps: Rpps,
        /// contact : sans coordonnées ; listing : absente partout
        #[arg(long, value_enum, default_value = "contact")]
        scope: ScopeWord,
        /// Par où la demande est arrivée
        #[arg(long, value_enum, default_value = "command")]
        channel: Channel,
    },
    /// Liste le registre, ou ce qui est en vigueur pour une personne
    List {
        /// Numéro RPPS de la personne
        rpps: Option<Rpps>,
    },
    /// Lève une opposition
    Lift {
        /// Numéro RPPS de la personne
        rpps: Rpps,
        /// Seulement celle-ci ; toutes sinon
        #[arg(long, value_enum)]
        scope: Option<ScopeWord>,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ScopeWord {
    Contact,
    Listing,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Channel {
    Command,
    Form,
    Account,
    Letter,
}

impl Channel {
    fn as_str(self) -> &'static str {
        match self {
            Self::Command => "command",
            Self::Form => "form",
            Self::Account => "account",
            Self::Letter => "letter",
        }
    }
}

impl From<ScopeWord> for Scope {
    fn from(word: ScopeWord) -> Self {
        match word {
            ScopeWord::Contact => Self::Contact,
            ScopeWord::Listing => Self::Listing,
        }
    }
}

pub async fn run(config: Config, args: OppositionArgs) -> anyhow::Result<()> {
    let key = super::subject_key(&config)?;
    let database = super::migrated(&config).await?;
    let mut writer = database.writer.acquire().await.context("la base de données ne répond pas")?;
    let outcome = act(&mut writer, &key, args.action).await;
    drop(writer);
    database.close().await;
    outcome
}

async fn act(writer: &mut PgConnection, key: &SubjectKey, action: Action) -> anyhow::Result<()> {
    let mut transaction = writer.begin().await?;
    key.verify(&mut transaction).await?;
    match action {
        Action::Add { rpps, scope, channel } => {
            let added =
                oppositions::add(&mut transaction, &key.subject(rpps), scope.into(), channel.as_str())
                    .await?;
            println!(
                "{}",
                if added { "Opposition enregistrée." } else { "Cette opposition est déjà en vigueur." }
            );
        }
        Action::Lift { rpps, scope } => {
            let lifted =
                oppositions::lift(&mut transaction, &key.subject(rpps), scope.map(Scope::from)).await?;
            println!("{lifted} opposition(s) levée(s).");
        }
        Action::List { rpps: Some(rpps) } => {
            let lines = oppositions::of_subject(&mut transaction, &key.subject(rpps)).await?;
            println!("{} opposition(s) en vigueur", lines.len());
            lines.iter().for_each(print);
        }
        Action::List { rpps: None } => {
            let mut after = 0;
            loop {
                let lines = oppositions::list(&mut transaction, after).await?;
                let Some(last) = lines.last() else { break };
                after = last.opposition_id;
                lines.iter().for_each(print);
            }
        }
    }
    transaction.commit().await?;
    Ok(())
}

fn print(line: &Opposition) {
    let state = match line.lifted_at {
        Some(at) => format!("levée le {}", at.date()),
        None => "en vigueur".to_owned(),
    };
    let recorded = line.recorded_at.date();
    println!("{:>6}  {recorded}  {:<8} {:<8} {state}", line.opposition_id, line.scope, line.channel);
}
