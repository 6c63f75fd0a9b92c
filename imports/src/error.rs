//! Why an import stopped. French sentences with the remedy: they reach the person who ran it. A faulty row is never
//! here: it is a `Defect`.

use crate::Source;

/// An import that stopped before it changed anything.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("aucun fichier de la source {source_name} dans {folder} : il faut un nom comme {pattern}")]
    NoFile { source_name: Source, folder: String, pattern: &'static str },
    #[error("{file} ne peut pas être ouvert : {cause}")]
    Open { file: String, cause: std::io::Error },
    #[error("{file} ne peut pas être lu : {cause}")]
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
    #[error("{file}, ligne {line} : ce n'est pas du JSON lisible ({cause})")]
    Json { file: String, line: usize, cause: String },
    #[error(
        "{file}, ligne {line} : cette personne est {found} alors que la base est {expected} ; une base ne mélange jamais personnes fictives et réelles"
    )]
    Nature { file: String, line: u64, found: &'static str, expected: &'static str },
    #[error(
        "{source_name} : aucune des {read} lignes lues ne concerne le territoire ({territory}) ; rien n'a été publié"
    )]
    NothingKept { source_name: Source, read: u64, territory: String },
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
    #[error("le fichier de clé {file} est inutilisable : {cause}")]
    SubjectKeyFile { file: String, cause: String },
    #[error("la base de données a refusé l'import : {0}")]
    Database(#[from] sqlx::Error),
    /// The reading side found nobody to read for: the other side carries the reason.
    #[error("l'import a été interrompu")]
    Stopped,
}
