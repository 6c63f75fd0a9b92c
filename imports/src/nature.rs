//! A database holds fictional people or real ones, never both. The first import of people decides.

use carbet_model::Rpps;
use sqlx::PgConnection;

/// What the people of a database are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// RPPS numbers 99…: invented, shown as such on every screen.
    Fictional,
    Real,
}

impl Nature {
    /// What a number says.
    pub fn of(rpps: Rpps) -> Self {
        if rpps.is_fictional() { Self::Fictional } else { Self::Real }
    }

    /// The word of the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fictional => "fictional",
            Self::Real => "real",
        }
    }

    /// French, for sentences.
    pub fn label(self) -> &'static str {
        match self {
            Self::Fictional => "fictive",
            Self::Real => "réelle",
        }
    }
}

/// The mark of the database, `None` before the first import of people.
pub(crate) async fn find(conn: &mut PgConnection) -> Result<Option<Nature>, sqlx::Error> {
    let word = sqlx::query_scalar!("select nature from directory.nature").fetch_optional(conn).await?;
    Ok(word.map(|word| if word == "fictional" { Nature::Fictional } else { Nature::Real }))
}

/// Marks the database for good.
pub(crate) async fn set(conn: &mut PgConnection, nature: Nature) -> Result<(), sqlx::Error> {
    sqlx::query!("insert into directory.nature (nature) values ($1) on conflict do nothing", nature.as_str())
        .execute(conn)
        .await?;
    Ok(())
}
