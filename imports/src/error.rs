//! Why an import stopped. French sentences with the remedy: they reach the person who ran it. A faulty row is never
//! here: it is a `Defect`.

use crate::{Reason, Source};

/// An import that stopped before it changed anything.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("aucun fichier de la source {source_name} dans {folder} : il faut un nom comme {pattern}")]
    NoFile { source_name: Source, folder: String, pattern: &'static str },
    #[error("{file} ne peut pas être ouvert : {}", of_system(.cause))]
    Open { file: String, cause: std::io::Error },
    #[error("{file} ne peut pas être lu : {}", of_system(.cause))]
    Read { file: String, cause: std::io::Error },
    #[error("{file} est tronqué : il s'arrête au milieu ; il faut le télécharger de nouveau")]
    Truncated { file: String },
    #[error("{file} est abîmé ({cause}) ; il faut le télécharger de nouveau")]
    Corrupt { file: String, cause: String },
    #[error("{file} est vide : il ne contient aucune ligne de données")]
    Empty { file: String },
    #[error(
        "{file}, ligne 1 : le fichier est une page HTML, sans doute un message d'erreur enregistré à la place des données ; il faut le télécharger de nouveau"
    )]
    Html { file: String },
    #[error(
        "{file}, ligne {line} : le texte n'est pas en UTF-8 ; il faut le convertir, par exemple : iconv -f WINDOWS-1252 -t UTF-8"
    )]
    Encoding { file: String, line: u64 },
    #[error("{file}, ligne {line} : une ligne de plus de {limit} octets n'est pas une ligne de données")]
    LongLine { file: String, line: u64, limit: usize },
    #[error("{file}, ligne 1 : il manque {} ; colonnes attendues : {}", .missing.join(", "), .expected.join(", "))]
    Columns { file: String, missing: Vec<String>, expected: Vec<String> },
    #[error("{file}, ligne {line} : ce n'est pas du JSON lisible (colonne {column})")]
    Json { file: String, line: usize, column: usize },
    #[error(
        "{file}, ligne {line} : {what} est {found} alors que la base est {expected} ; une base ne mélange jamais données fictives et réelles"
    )]
    Nature { file: String, line: u64, what: &'static str, found: &'static str, expected: &'static str },
    #[error(
        "ces fichiers sont ceux de la démo et la base contient des données réelles ; il faut une autre base pour la démo"
    )]
    DemoOverReal,
    #[error(
        "{source_name} : aucune des {read} lignes lues ne concerne le territoire ({territory}) ; rien n'a été publié"
    )]
    NothingInTerritory { source_name: Source, read: u64, territory: String },
    #[error(
        "{source_name} : aucune des {read} lignes lues n'a pu être prise ; le plus souvent ({count} fois) : {reason}{} ; rien n'a été publié",
        first_at(*.line, .field)
    )]
    NothingKept {
        source_name: Source,
        read: u64,
        count: u64,
        reason: Reason,
        /// The first row with that fault; 0 when it is not told.
        line: u64,
        field: &'static str,
    },
    #[error(
        "la source {0} n'est pas encore reprise ; les savoir-faire viennent déjà du fichier personne-activité"
    )]
    NotTaken(Source),
    #[error("un autre import est en cours sur cette base ; il faut attendre sa fin")]
    Busy,
    #[error(
        "la clé des oppositions n'est pas celle de cette base : avec une autre clé, les oppositions enregistrées ne seraient plus respectées ; il faut remettre le fichier de clé d'origine"
    )]
    WrongSubjectKey,
    /// The database's own words are not repeated: they may quote a row.
    #[error("la base de données {what}{} ; rien n'a été publié", in_brackets(.code))]
    Database { what: &'static str, code: Option<String> },
    /// The reading side found nobody to read for: the other side carries the reason.
    #[error("l'import a été interrompu")]
    Stopped,
}

impl From<sqlx::Error> for ImportError {
    fn from(error: sqlx::Error) -> Self {
        match error.as_database_error() {
            Some(refusal) => Self::Database {
                what: "a refusé l'import",
                code: refusal.code().map(|code| match refusal.constraint() {
                    Some(constraint) => format!("{code}, {constraint}"),
                    None => code.into_owned(),
                }),
            },
            None if matches!(error, sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::PoolTimedOut) => {
                Self::Database { what: "ne répond plus", code: None }
            }
            None => Self::Database { what: "a mal répondu", code: None },
        }
    }
}

fn in_brackets(code: &Option<String>) -> String {
    code.as_ref().map(|code| format!(" (code {code})")).unwrap_or_default()
}

fn first_at(line: u64, field: &str) -> String {
    if line == 0 { String::new() } else { format!(", d'abord ligne {line}, champ « {field} »") }
}

/// What the system says of a file, in French for what is common.
fn of_system(cause: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match (cause.kind(), cause.raw_os_error()) {
        (ErrorKind::NotFound, _) => "il n'existe pas".to_owned(),
        (ErrorKind::PermissionDenied, _) => "la lecture n'en est pas permise à ce compte".to_owned(),
        (ErrorKind::IsADirectory, _) => "c'est un dossier".to_owned(),
        (_, Some(number)) => format!("erreur {number} du système"),
        (_, None) => "la lecture s'est interrompue".to_owned(),
    }
}
