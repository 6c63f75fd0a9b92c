//! What the demo's people declare and oppose: two small files fed through the stores, line by line.

use crate::store::declarations::{self, Declaration};
use crate::store::oppositions::{self, Scope};
use anyhow::{Context, anyhow};
use carbet_imports::SubjectKey;
use carbet_model::Rpps;
use sqlx::PgConnection;
use std::path::Path;
use time::Date;
use time::macros::format_description;

/// How many lines were recorded now; those already in force are not counted.
#[derive(Debug, Clone, Copy, Default)]
pub struct Recorded {
    pub oppositions: usize,
    pub declarations: usize,
}

/// Records `oppositions.csv` and `declarations.csv` of a demo folder. Twice changes nothing.
pub async fn record(
    connection: &mut PgConnection,
    folder: &Path,
    key: &SubjectKey,
) -> anyhow::Result<Recorded> {
    key.verify(connection).await?;
    let mut recorded = Recorded::default();
    for (rpps, scope) in lines(folder, "oppositions.csv", opposition)? {
        let added = oppositions::add(connection, &key.subject(rpps), scope, "command").await?;
        recorded.oppositions += usize::from(added);
    }
    for declaration in lines(folder, "declarations.csv", declaration)? {
        let added = declarations::add(connection, &declaration).await?;
        recorded.declarations += usize::from(added);
    }
    Ok(recorded)
}

fn lines<T>(folder: &Path, file: &str, read: impl Fn(&str) -> Option<T>) -> anyhow::Result<Vec<T>> {
    let text =
        std::fs::read_to_string(folder.join(file)).with_context(|| format!("{file} ne peut pas être lu"))?;
    // The first line is the header, and people count from one.
    let numbered = text.lines().zip(1..).skip(1);
    numbered
        .map(|(line, number)| read(line).ok_or_else(|| anyhow!("{file}, ligne {number} : ligne illisible")))
        .collect()
}

/// `rpps;scope`.
fn opposition(line: &str) -> Option<(Rpps, Scope)> {
    let (rpps, scope) = line.split_once(';')?;
    Some((rpps.parse().ok()?, Scope::parse(scope)?))
}

/// `subject;place;flag;value;declared_on;expires_on;declared_by`.
fn declaration(line: &str) -> Option<Declaration> {
    let [subject, place, flag, value, declared_on, expires_on, declared_by] =
        line.split(';').collect::<Vec<_>>().try_into().ok()?;
    Some(Declaration {
        subject_id: subject.to_owned(),
        place_id: (!place.is_empty()).then(|| place.to_owned()),
        flag: flag.parse().ok()?,
        answer: match value {
            "yes" => true,
            "no" => false,
            _ => return None,
        },
        declared_by: declared_by.to_owned(),
        declared_on: day(declared_on)?,
        expires_on: day(expires_on)?,
    })
}

fn day(text: &str) -> Option<Date> {
    Date::parse(text, format_description!("[year]-[month]-[day]")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_or_refused() {
        assert!(opposition("99000000001;contact").is_some());
        assert!(opposition("99000000002;everything").is_none());
        let good = "rpps:99000000001;;walk_in;yes;2026-11-01;2027-01-30;professional";
        assert!(declaration(good).is_some_and(|line| line.answer && line.place_id.is_none()));
        assert!(declaration(&good.replace("yes", "maybe")).is_none());
    }
}
