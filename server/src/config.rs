//! Every setting, from the environment only, read once at start. A wrong value stops with a sentence: which, why, example.
//!
//! It decides nothing else: no connection, no file is opened here.

use carbet_model::Departement;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Every setting and its one line of meaning. The README's table says the same names; a test compares them.
pub const SETTINGS: &[(&str, &str)] = &[
    ("CARBET_TERRITORY", "départements servis, séparés par des virgules (972)"),
    ("CARBET_LISTEN", "adresse et port d'écoute (127.0.0.1:8080)"),
    (
        "CARBET_DATA_DIR",
        "dossier de données (/var/lib/carbet en root, sinon le dossier de données de l'utilisateur)",
    ),
    ("DATABASE_URL", "base à utiliser, propriétaire des schémas ; absente : un PostgreSQL privé est lancé"),
    ("CARBET_DATABASE_PUBLIC_URL", "connexion du rôle qui lit les vues publiques (avec DATABASE_URL)"),
    ("CARBET_DATABASE_RESTRICTED_URL", "connexion du rôle qui lit les vues restreintes (avec DATABASE_URL)"),
    ("CARBET_DATABASE_WRITER_URL", "connexion du rôle qui importe et enregistre (avec DATABASE_URL)"),
    (
        "CARBET_SNAPSHOT_KEY_FILE",
        "clé qui chiffre la partie restreinte de l'instantané, 0600, hors du dossier de données (/etc/carbet/snapshot.key en root)",
    ),
    (
        "CARBET_SUBJECT_KEY_FILE",
        "clé qui masque les numéros du registre des oppositions (à côté de la précédente)",
    ),
    (
        "CARBET_BASEMAP",
        "fond de carte facultatif : un fichier .pmtiles servi par nous, l'adresse https d'un style, ou « ign »",
    ),
    ("CARBET_USER", "compte système que prend le serveur lancé en root (carbet)"),
    ("CARBET_LOG", "détail des traces : error, warn, info ou debug (info)"),
];

/// The French government's vector plan (IGN, Géoplateforme, Licence Ouverte): what `CARBET_BASEMAP=ign` stands for.
const IGN_PLAN: &str = "https://data.geopf.fr/annexes/ressources/vectorTiles/styles/PLAN.IGN/standard.json";

/// What the map is drawn upon, besides our own outlines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Basemap {
    /// A PMTiles archive on this disk, served at `/basemap.pmtiles`.
    Archive(PathBuf),
    /// A MapLibre style of somebody else's server.
    Style(String),
}

/// Connections given by the environment. Without `owner`, the private PostgreSQL is used.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct DatabaseUrls {
    pub owner: Option<String>,
    pub public: Option<String>,
    pub restricted: Option<String>,
    pub writer: Option<String>,
}

// By hand: a URL carries a password.
impl std::fmt::Debug for DatabaseUrls {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.owner.is_some() { "DatabaseUrls(given)" } else { "DatabaseUrls(private)" })
    }
}

/// All settings, checked.
#[derive(Debug, Clone)]
pub struct Config {
    /// Départements served, at least one, in the order given.
    pub territory: Vec<Departement>,
    pub listen: SocketAddr,
    pub data_dir: PathBuf,
    pub databases: DatabaseUrls,
    pub snapshot_key_file: PathBuf,
    pub subject_key_file: PathBuf,
    pub basemap: Option<Basemap>,
    pub user: String,
    pub log: String,
}

/// A refused setting, as the sentence to print.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{setting} : {why} ; par exemple {setting}={example}")]
pub struct ConfigError {
    pub setting: &'static str,
    pub why: String,
    pub example: &'static str,
}

/// Where values come from: the process's environment, or a table in tests.
struct Source<'a> {
    variables: &'a BTreeMap<String, String>,
}

impl Source<'_> {
    /// An empty value counts as absent.
    fn get(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(|value| value.trim()).filter(|value| !value.is_empty())
    }

    fn parsed<T>(
        &self,
        setting: &'static str,
        example: &'static str,
        default: &str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<T, ConfigError> {
        read(self.get(setting).unwrap_or(default)).map_err(|why| ConfigError { setting, why, example })
    }
}

impl Config {
    /// Reads the process's environment.
    pub fn from_environment() -> Result<Self, ConfigError> {
        let variables = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
        Self::from_variables(&variables.collect(), nix::unistd::geteuid().is_root())
    }

    /// Reads a table of variables. `as_root` chooses the default folders.
    pub fn from_variables(variables: &BTreeMap<String, String>, as_root: bool) -> Result<Self, ConfigError> {
        let source = Source { variables };
        let data_dir = match source.get("CARBET_DATA_DIR") {
            Some(path) => absolute("CARBET_DATA_DIR", path, "/var/lib/carbet")?,
            None if as_root => PathBuf::from("/var/lib/carbet"),
            None => user_folder(&source, "XDG_DATA_HOME", ".local/share")?.join("carbet"),
        };
        let snapshot_key_file = match source.get("CARBET_SNAPSHOT_KEY_FILE") {
            Some(path) => absolute("CARBET_SNAPSHOT_KEY_FILE", path, "/etc/carbet/snapshot.key")?,
            None if as_root => PathBuf::from("/etc/carbet/snapshot.key"),
            None => user_folder(&source, "XDG_CONFIG_HOME", ".config")?.join("carbet/snapshot.key"),
        };
        let subject_key_file = match source.get("CARBET_SUBJECT_KEY_FILE") {
            Some(path) => absolute("CARBET_SUBJECT_KEY_FILE", path, "/etc/carbet/subject.key")?,
            None => snapshot_key_file.with_file_name("subject.key"),
        };
        for (setting, path, example) in [
            ("CARBET_SNAPSHOT_KEY_FILE", &snapshot_key_file, "/etc/carbet/snapshot.key"),
            ("CARBET_SUBJECT_KEY_FILE", &subject_key_file, "/etc/carbet/subject.key"),
        ] {
            if path.starts_with(&data_dir) {
                let why =
                    "la clé doit rester hors du dossier de données, qui part dans les sauvegardes".into();
                return Err(ConfigError { setting, why, example });
            }
        }
        Ok(Self {
            territory: source.parsed("CARBET_TERRITORY", "972,971", "972", departements)?,
            listen: source.parsed("CARBET_LISTEN", "127.0.0.1:8080", "127.0.0.1:8080", |text| {
                text.parse().map_err(|_| format!("« {text} » n'est pas une adresse suivie d'un port"))
            })?,
            data_dir,
            databases: databases(&source)?,
            snapshot_key_file,
            subject_key_file,
            basemap: source.get("CARBET_BASEMAP").map(basemap).transpose()?,
            user: source.get("CARBET_USER").unwrap_or("carbet").to_owned(),
            log: source.parsed("CARBET_LOG", "info", "info", |text| match text {
                "error" | "warn" | "info" | "debug" => Ok(text.to_owned()),
                _ => Err(format!("« {text} » n'est pas un niveau : error, warn, info ou debug")),
            })?,
        })
    }
}

fn absolute(setting: &'static str, path: &str, example: &'static str) -> Result<PathBuf, ConfigError> {
    std::path::absolute(path).map_err(|_| ConfigError {
        setting,
        why: format!("« {path} » n'est pas un chemin"),
        example,
    })
}

/// A folder of the XDG base directory specification.
fn user_folder(source: &Source<'_>, variable: &str, under_home: &str) -> Result<PathBuf, ConfigError> {
    match (source.get(variable), source.get("HOME")) {
        (Some(folder), _) => Ok(PathBuf::from(folder)),
        (None, Some(home)) => Ok(PathBuf::from(home).join(under_home)),
        (None, None) => Err(ConfigError {
            setting: "CARBET_DATA_DIR",
            why: "aucun dossier personnel (HOME est vide) : il faut dire où ranger les données".into(),
            example: "/srv/carbet",
        }),
    }
}

fn departements(text: &str) -> Result<Vec<Departement>, String> {
    let mut found: Vec<Departement> = Vec::new();
    for code in text.split(',').map(str::trim).filter(|code| !code.is_empty()) {
        let departement = code.parse().map_err(|error: carbet_model::ModelError| error.to_string())?;
        if !found.contains(&departement) {
            found.push(departement);
        }
    }
    if found.is_empty() { Err("il faut au moins un département".into()) } else { Ok(found) }
}

fn databases(source: &Source<'_>) -> Result<DatabaseUrls, ConfigError> {
    let example = "postgres://carbet@localhost/carbet";
    let url = |setting: &'static str| match source.get(setting) {
        None => Ok(None),
        Some(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
            Ok(Some(url.to_owned()))
        }
        // The value is not repeated: it may hold a password.
        Some(_) => {
            Err(ConfigError { setting, why: "l'adresse doit commencer par postgres://".into(), example })
        }
    };
    let urls = DatabaseUrls {
        owner: url("DATABASE_URL")?,
        public: url("CARBET_DATABASE_PUBLIC_URL")?,
        restricted: url("CARBET_DATABASE_RESTRICTED_URL")?,
        writer: url("CARBET_DATABASE_WRITER_URL")?,
    };
    if urls.owner.is_none() && (urls.public.is_some() || urls.restricted.is_some() || urls.writer.is_some()) {
        let why = "les adresses des trois rôles ne servent qu'avec DATABASE_URL, qui manque".into();
        return Err(ConfigError { setting: "DATABASE_URL", why, example });
    }
    Ok(urls)
}

fn basemap(text: &str) -> Result<Basemap, ConfigError> {
    let setting = "CARBET_BASEMAP";
    let refused = |why: String| ConfigError { setting, why, example: "/srv/fonds/martinique.pmtiles" };
    if text == "ign" {
        return Ok(Basemap::Style(IGN_PLAN.into()));
    }
    if text.starts_with("https://") {
        return Ok(Basemap::Style(text.to_owned()));
    }
    if !text.ends_with(".pmtiles") {
        return Err(refused(format!(
            "« {text} » n'est ni un fichier .pmtiles, ni une adresse https, ni « ign »"
        )));
    }
    Ok(Basemap::Archive(absolute(setting, text, "/srv/fonds/martinique.pmtiles")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Config, ConfigError> {
        let mut variables = BTreeMap::from([("HOME".to_owned(), "/home/ana".to_owned())]);
        variables.extend(pairs.iter().map(|(name, value)| (name.to_string(), value.to_string())));
        Config::from_variables(&variables, false)
    }

    #[test]
    fn nothing_said_is_martinique_on_this_machine() {
        let config = read(&[("CARBET_LISTEN", "")]).expect("all defaults");
        assert_eq!(config.territory.iter().map(|d| d.as_str()).collect::<Vec<_>>(), ["972"]);
        assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
        assert_eq!(config.data_dir, PathBuf::from("/home/ana/.local/share/carbet"));
        assert_eq!(config.snapshot_key_file, PathBuf::from("/home/ana/.config/carbet/snapshot.key"));
        assert_eq!(config.subject_key_file, PathBuf::from("/home/ana/.config/carbet/subject.key"));
        let root = Config::from_variables(&BTreeMap::new(), true).expect("root needs no home");
        assert_eq!(root.data_dir, PathBuf::from("/var/lib/carbet"));
    }

    #[test]
    fn a_wrong_value_says_which_why_and_an_example() {
        for (name, value) in [
            ("CARBET_TERRITORY", "Martinique"),
            ("CARBET_TERRITORY", ","),
            ("CARBET_LISTEN", "8080"),
            ("CARBET_LOG", "verbose"),
            ("DATABASE_URL", "mysql://x"),
            ("CARBET_BASEMAP", "http://exemple.fr/style.json"),
            ("CARBET_SNAPSHOT_KEY_FILE", "/home/ana/.local/share/carbet/k"),
        ] {
            let error = read(&[(name, value)]).expect_err(name);
            assert_eq!(error.setting, name);
            assert!(error.to_string().contains(&format!("par exemple {name}=")), "{error}");
        }
        let lone = read(&[("CARBET_DATABASE_PUBLIC_URL", "postgres://a@b/c")]).expect_err("no owner");
        assert_eq!(lone.setting, "DATABASE_URL");
    }

    #[test]
    fn a_password_is_never_repeated() {
        let config =
            read(&[("DATABASE_URL", "postgres://ana:secret@localhost/carbet")]).expect("a good address");
        assert!(!format!("{config:?}").contains("secret"));
        let error =
            read(&[("DATABASE_URL", "pg://ana:secret@localhost/carbet")]).expect_err("a wrong scheme");
        assert!(!error.to_string().contains("secret"));
    }
}
