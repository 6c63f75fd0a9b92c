//! Why the private PostgreSQL could not be used, as sentences for the person who typed the command.
//!
//! Each variant is something that person can act on; none carries SQL or data.

use std::io;
use std::path::PathBuf;

/// A refusal or a failure of the private cluster; `Display` is the French sentence to print.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PrivatePostgresError {
    /// No folder holds both PostgreSQL's server programs and PostGIS.
    #[error(
        "PostgreSQL et PostGIS sont introuvables ({found}) : installez les paquets « postgresql » et \
         « postgresql-NN-postgis-3 » (NN : la version de PostgreSQL), ou indiquez une base avec DATABASE_URL"
    )]
    NoBinaries {
        /// What was looked at and lacked something, or "aucun programme initdb".
        found: String,
    },
    /// The folder was made by a major version that is no longer installed.
    #[error(
        "le dossier {folder} a été créé par PostgreSQL {wanted}, qui n'est plus installé : réinstallez les paquets \
         « postgresql-{wanted} » et « postgresql-{wanted}-postgis-3 »"
    )]
    WrongMajor {
        /// The cluster's folder.
        folder: PathBuf,
        /// Its major version.
        wanted: u32,
    },
    /// A system account that must exist does not.
    #[error("l'utilisateur système « {name} » n'existe pas : {remedy}")]
    NoAccount {
        /// The account's name, or its number when it has none.
        name: String,
        /// The command that creates it.
        remedy: String,
    },
    /// A parent of the data folder keeps out an account that has to reach it.
    #[error(
        "le dossier {folder} n'est pas traversable par l'utilisateur « {account} » (PostgreSQL et le serveur ne \
         tournent pas en root) : choisissez un autre dossier, par exemple CARBET_DATA_DIR=/var/lib/carbet"
    )]
    NotTraversable {
        /// The first folder that refuses.
        folder: PathBuf,
        /// Who is refused.
        account: String,
    },
    /// A folder name the start-up shell of PostgreSQL would not take literally.
    #[error(
        "le chemin {0} contient un caractère que PostgreSQL ne sait pas recevoir (\" $ ` \\) : choisissez-en un autre"
    )]
    UnusablePath(PathBuf),
    /// A folder of ours belongs to somebody else.
    #[error(
        "le dossier {folder} appartient à un autre utilisateur : relancez avec le compte qui l'a créé, ou supprimez-le"
    )]
    ForeignFolder {
        /// The folder.
        folder: PathBuf,
    },
    /// `fsync`, `full_page_writes` or `synchronous_commit` is off: an answered write could be lost.
    #[error(
        "démarrage refusé : le réglage « {setting} » de PostgreSQL est sur « off », une écriture confirmée pourrait \
         être perdue ; remettez-le sur « on » dans {file}"
    )]
    NotDurable {
        /// The setting's name.
        setting: &'static str,
        /// Where it is usually set.
        file: PathBuf,
    },
    /// Another `serve` holds the data folder.
    #[error(
        "un autre « carbet serve »{holder} sert déjà le dossier {folder} : arrêtez-le, ou choisissez un autre dossier \
         avec CARBET_DATA_DIR"
    )]
    AlreadyServed {
        /// The data folder.
        folder: PathBuf,
        /// " (processus 123)" when known, else empty.
        holder: String,
    },
    /// A program of PostgreSQL failed.
    #[error("{program} a échoué : {reason}")]
    Program {
        /// The program's name.
        program: &'static str,
        /// Its last lines.
        reason: String,
    },
    /// The cluster neither became ready nor left in time.
    #[error("PostgreSQL n'a pas fini de {what} dans le délai ; voir le journal {log}")]
    Slow {
        /// "démarrer" or "s'arrêter".
        what: &'static str,
        /// The cluster's log folder.
        log: PathBuf,
    },
    /// The cluster runs but refused us.
    #[error("la base privée a refusé {what} : {}", crate::refusal::reason(.source))]
    Database {
        /// What was being done.
        what: &'static str,
        /// The database's answer.
        source: sqlx::Error,
    },
    /// A file or folder operation failed.
    #[error("{what} {path} : {source}")]
    Io {
        /// What was being done ("impossible de créer"…).
        what: &'static str,
        /// On what.
        path: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
}

impl PrivatePostgresError {
    /// A person has to put something right: going on without the database would hide it. The other failures are a
    /// database that is away, which a server with a saved snapshot may outlive.
    pub fn is_refusal(&self) -> bool {
        !matches!(self, Self::Slow { .. } | Self::Program { .. } | Self::Database { .. })
    }

    /// For `map_err`: the system error of one operation on one path.
    pub(super) fn io(what: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { what, path, source }
    }

    /// For `map_err`: the database's refusal of one operation.
    pub(super) fn database(what: &'static str) -> impl FnOnce(sqlx::Error) -> Self {
        move |source| Self::Database { what, source }
    }
}
