//! `carbet correction add|list|withdraw`: what people put right on a place, without the web.
//!
//! A correction is of a place and never of a person: who practises there keeps a number of their own.

use crate::config::Config;
use crate::snapshot::cards::iso;
use crate::store::StoreError;
use crate::store::corrections::{self, CorrectionLine, Field};
use anyhow::{Context, bail, ensure};
use carbet_model::PublicId;
use clap::{Args, Subcommand, ValueEnum};
use sqlx::{Acquire, PgConnection};

/// Longer than any name, number or line of an address.
const VALUE_CHARACTERS: usize = 200;

#[derive(Debug, Args)]
pub struct CorrectionArgs {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Corrige une valeur d'un lieu, à la place de la correction en vigueur
    Add {
        /// finess:…, site:… ou shelter:…
        place: PublicId,
        #[arg(value_enum)]
        field: FieldWord,
        value: String,
        /// Pourquoi : qui l'a signalé, ce qui a été vérifié
        #[arg(long)]
        reason: String,
    },
    /// Liste ce qui n'est pas retiré
    List {
        /// finess:…, site:… ou shelter:…
        place: Option<PublicId>,
    },
    /// Retire une correction : la source vaut de nouveau
    Withdraw {
        place: PublicId,
        #[arg(value_enum)]
        field: FieldWord,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FieldWord {
    Name,
    Phone,
    /// Numéro et voie
    Address,
}

impl From<FieldWord> for Field {
    fn from(word: FieldWord) -> Self {
        match word {
            FieldWord::Name => Self::Name,
            FieldWord::Phone => Self::Phone,
            FieldWord::Address => Self::AddressLine,
        }
    }
}

pub async fn run(config: Config, args: CorrectionArgs) -> anyhow::Result<()> {
    let database = super::migrated(&config).await?;
    let mut writer = database.writer.acquire().await.context("la base de données ne répond pas")?;
    let outcome = act(&mut writer, args.action).await;
    drop(writer);
    database.close().await;
    outcome
}

async fn act(writer: &mut PgConnection, action: Action) -> anyhow::Result<()> {
    let mut transaction = writer.begin().await?;
    match action {
        Action::Add { place, field, value, reason } => {
            let (place, field) = (correctable(&place)?, Field::from(field));
            let value = checked(field, &value)?;
            ensure!(!reason.trim().is_empty(), "il faut dire pourquoi (--reason)");
            let added = corrections::add(&mut transaction, &place, field, &value, reason.trim()).await?;
            let said =
                if added { "Correction enregistrée." } else { "Cette correction est déjà en vigueur." };
            println!("{said}");
        }
        Action::Withdraw { place, field } => {
            let closed = corrections::withdraw(&mut transaction, &correctable(&place)?, field.into()).await?;
            println!("{}", if closed { "Correction retirée." } else { "Il n'y a rien à retirer." });
        }
        Action::List { place } => {
            let place = place.map(|place| place.to_string());
            let mut after = 0;
            loop {
                let lines = corrections::list(&mut transaction, place.as_deref(), after).await?;
                let Some(last) = lines.last() else { break };
                after = last.correction_id;
                lines.iter().for_each(print);
            }
        }
    }
    transaction.commit().await?;
    Ok(())
}

/// Two corrections of the demo: the telephone of a pharmacy and the entrance of an establishment. Twice changes nothing.
/// Answers how many were recorded now.
pub async fn seed(connection: &mut PgConnection) -> Result<usize, StoreError> {
    let mut recorded = 0;
    for (kind, field, value, reason) in [
        // A number of the block kept for fiction (ARCEP): it rings nowhere.
        ("pharmacy", Field::Phone, "0536490000", "Le numéro du registre était celui du titulaire précédent."),
        ("facility", Field::AddressLine, "1 ALLEE DES FLAMBOYANTS", "L'entrée du public a changé de rue."),
    ] {
        let Some(place) = corrections::first_public_place(connection, kind).await? else { continue };
        recorded += usize::from(corrections::add(connection, &place, field, value, reason).await?);
    }
    Ok(recorded)
}

fn correctable(place: &PublicId) -> anyhow::Result<String> {
    match place {
        PublicId::Finess(_) | PublicId::Site(_) | PublicId::Shelter(_) => Ok(place.to_string()),
        _ => bail!("« {place} » n'est pas un lieu : il faut finess:…, site:… ou shelter:…"),
    }
}

/// The value as it is kept: a number has ten digits and nothing else, a text no command character.
fn checked(field: Field, value: &str) -> anyhow::Result<String> {
    let value = value.trim();
    ensure!(!value.is_empty(), "la valeur est vide ; pour revenir à la source : carbet correction withdraw");
    ensure!(value.chars().count() <= VALUE_CHARACTERS, "la valeur dépasse {VALUE_CHARACTERS} caractères");
    ensure!(!value.chars().any(char::is_control), "la valeur contient un caractère de commande");
    if field != Field::Phone {
        return Ok(value.to_owned());
    }
    let bare: String = value.chars().filter(|c| !c.is_whitespace() && !".-".contains(*c)).collect();
    let national = bare.strip_prefix("+33").map_or_else(|| bare.clone(), |rest| format!("0{rest}"));
    let is_number = national.len() == 10 && national.starts_with('0');
    ensure!(
        is_number && national.bytes().all(|byte| byte.is_ascii_digit()),
        "« {value} » n'est pas un numéro de téléphone : il faut dix chiffres, par exemple 05 36 49 00 00"
    );
    Ok(national)
}

fn print(line: &CorrectionLine) {
    let (day, field) = (iso(line.recorded_at.date()), &line.field);
    println!("{}  {field}  {}  le {day} : {}", line.target_id, line.value, line.reason);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_settled_or_refused() {
        for given in ["05 36 49 00 00", "05.36.49.00.00", "+33 5 36 49 00 00", "0536490000"] {
            assert_eq!(checked(Field::Phone, given).expect(given), "0536490000");
        }
        for refused in ["", "12", "05 36 49 00 0", "05 36 49 00 00 ou 01", "1234567890"] {
            assert!(checked(Field::Phone, refused).is_err(), "{refused}");
        }
        assert_eq!(checked(Field::Name, " Clinique du Lac ").expect("a name"), "Clinique du Lac");
        assert!(checked(Field::Name, "a\nb").is_err() && checked(Field::Name, &"a".repeat(201)).is_err());
    }

    #[test]
    fn places_are_corrected_and_nobody_else() {
        let place = |id: &str| correctable(&id.parse().expect(id));
        assert!(place("finess:970200000").is_ok());
        assert!(place("rpps:99000000001").is_err() && place("commune:97209").is_err());
    }
}
