//! A database holds fictional data or real ones, never both. The demo, or the first import that can tell, decides.

use crate::ImportError;
use carbet_model::{Finess, Rpps};
use sqlx::PgConnection;
use std::path::Path;

/// What the demo leaves beside its files, and what it says of them.
const MANIFEST: &str = "manifest.json";
/// Third figure of the structures of the demo, which no real one bears there.
const FICTIONAL_STRUCTURE: u8 = b'9';

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

    /// What the number of a structure says.
    pub fn of_structure(finess: Finess) -> Self {
        match finess.to_string().as_bytes().get(2) {
            Some(&FICTIONAL_STRUCTURE) => Self::Fictional,
            _ => Self::Real,
        }
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

/// The mark of the database, `None` before anything that can tell.
pub async fn find(conn: &mut PgConnection) -> Result<Option<Nature>, sqlx::Error> {
    let word = sqlx::query_scalar!("select nature from directory.nature").fetch_optional(conn).await?;
    Ok(word.map(|word| if word == "fictional" { Nature::Fictional } else { Nature::Real }))
}

/// Marks the database for good. Refused when it bears the other mark.
pub async fn mark(conn: &mut PgConnection, nature: Nature) -> Result<(), ImportError> {
    sqlx::query!("insert into directory.nature (nature) values ($1) on conflict do nothing", nature.as_str())
        .execute(&mut *conn)
        .await?;
    match find(conn).await? {
        Some(marked) if marked != nature => Err(ImportError::DemoOverReal),
        _ => Ok(()),
    }
}

/// True when the files come from the demo: its manifest lies beside them.
pub(crate) fn is_demo(from: &Path) -> bool {
    let folder = if from.is_dir() { Some(from) } else { from.parent() };
    let manifest = folder.and_then(|folder| std::fs::read(folder.join(MANIFEST)).ok());
    let manifest: Option<serde_json::Value> = manifest.and_then(|text| serde_json::from_slice(&text).ok());
    manifest.is_some_and(|manifest| manifest["nature"] == Nature::Fictional.as_str())
}

/// Holds what each record says against what is known, in a reading.
pub(crate) struct Watch {
    pub known: Option<Nature>,
    what: &'static str,
}

impl Watch {
    /// `what` names a record in the refusal, in the feminine: « cette personne ».
    pub fn new(known: Option<Nature>, what: &'static str) -> Self {
        Self { known, what }
    }

    /// The first record decides when the database is new; whoever differs stops the import.
    pub fn check(&mut self, found: Nature, file: &str, line: u64) -> Result<(), ImportError> {
        let expected = *self.known.get_or_insert(found);
        if found == expected {
            return Ok(());
        }
        let (found, expected) = (found.label(), expected.label());
        Err(ImportError::Nature { file: file.to_owned(), line, what: self.what, found, expected })
    }
}
