//! `carbet declaration add|list|withdraw`: availability as declared, without the web.

use crate::clock::Clock;
use crate::config::Config;
use crate::snapshot::cards::iso;
use crate::store::declarations::{self, Declaration, DeclarationLine};
use anyhow::{Context, bail};
use carbet_model::{Flag, PublicId};
use clap::{Args, Subcommand, ValueEnum};
use sqlx::{Acquire, PgConnection};
use time::{Date, Duration};

#[derive(Debug, Args)]
pub struct DeclarationArgs {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Enregistre une réponse, à la place de celle en vigueur
    Add {
        /// rpps:…, finess:… ou shelter:…
        subject: PublicId,
        /// new_patients, unscheduled_care, walk_in, home_visits, teleconsultation, wheelchair, sector_1, carte_vitale
        flag: Flag,
        #[arg(value_enum)]
        answer: Answer,
        /// Le lieu où elle vaut ; partout sinon
        #[arg(long)]
        place: Option<PublicId>,
        /// Combien de jours elle est montrée
        #[arg(long, default_value_t = 90, value_parser = clap::value_parser!(u16).range(1..=730))]
        days: u16,
        /// Qui déclare
        #[arg(long, value_enum, default_value = "professional")]
        by: Declarer,
    },
    /// Liste ce qui n'est pas retiré
    List {
        /// rpps:…, finess:… ou shelter:…
        subject: Option<PublicId>,
    },
    /// Retire une réponse
    Withdraw {
        subject: PublicId,
        flag: Flag,
        #[arg(long)]
        place: Option<PublicId>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Answer {
    #[value(alias = "oui")]
    Yes,
    #[value(alias = "non")]
    No,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Declarer {
    Professional,
    Coordinator,
    Facility,
}

pub async fn run(config: Config, args: DeclarationArgs) -> anyhow::Result<()> {
    let today = Clock::System.day_in(config.territory[0]);
    let database = super::migrated(&config).await?;
    let mut writer = database.writer.acquire().await.context("la base de données ne répond pas")?;
    let outcome = act(&mut writer, today, args.action).await;
    drop(writer);
    database.close().await;
    outcome
}

async fn act(writer: &mut PgConnection, today: Date, action: Action) -> anyhow::Result<()> {
    let mut transaction = writer.begin().await?;
    match action {
        Action::Add { subject, flag, answer, place, days, by } => {
            let expires_on = today.saturating_add(Duration::days(i64::from(days)));
            let declaration = Declaration {
                subject_id: declarable(&subject)?,
                place_id: place.map(|place| place.to_string()),
                flag,
                answer: answer == Answer::Yes,
                declared_by: word(by).to_owned(),
                declared_on: today,
                expires_on,
            };
            let added = declarations::add(&mut transaction, &declaration).await?;
            println!(
                "{}",
                if added {
                    "Déclaration enregistrée."
                } else {
                    "Cette déclaration est déjà en vigueur."
                }
            );
        }
        Action::Withdraw { subject, flag, place } => {
            let place = place.map(|place| place.to_string());
            let subject = declarable(&subject)?;
            let closed = declarations::withdraw(&mut transaction, &subject, place.as_deref(), flag).await?;
            println!("{}", if closed { "Déclaration retirée." } else { "Il n'y a rien à retirer." });
        }
        Action::List { subject: Some(subject) } => {
            declarations::of_subject(&mut transaction, &subject.to_string()).await?.iter().for_each(print);
        }
        Action::List { subject: None } => {
            let mut after = 0;
            loop {
                let lines = declarations::list(&mut transaction, after).await?;
                let Some(last) = lines.last() else { break };
                after = last.declaration_id;
                lines.iter().for_each(print);
            }
        }
    }
    transaction.commit().await?;
    Ok(())
}

fn declarable(subject: &PublicId) -> anyhow::Result<String> {
    match subject {
        PublicId::Rpps(_) | PublicId::Finess(_) | PublicId::Shelter(_) => Ok(subject.to_string()),
        _ => bail!("« {subject} » ne déclare rien : il faut rpps:…, finess:… ou shelter:…"),
    }
}

fn word(by: Declarer) -> &'static str {
    match by {
        Declarer::Professional => "professional",
        Declarer::Coordinator => "coordinator",
        Declarer::Facility => "facility",
    }
}

fn print(line: &DeclarationLine) {
    let answer = if line.answer { "oui" } else { "non" };
    let place = line.place_id.as_deref().unwrap_or("partout");
    let (from, until) = (iso(line.declared_on), iso(line.expires_on));
    println!(
        "{}  {}  {answer}  {place}  du {from} au {until}, par {}",
        line.subject_id, line.flag, line.declared_by
    );
}
