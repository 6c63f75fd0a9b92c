//! The sources Carbet reads: their names, licences and the files they come as. It opens nothing.

use std::fmt;

/// A source of the directory, in the words of the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    Communes,
    Ban,
    Rpps,
    RppsSkills,
    RppsDiplomas,
    Finess,
    FinessActivities,
    Cpts,
    Shelters,
    Hazards,
}

/// What never changes about a source.
struct Facts {
    name: &'static str,
    label: &'static str,
    licence: &'static str,
    attribution: &'static str,
    /// How the files are named, for people.
    pattern: &'static str,
    /// Words that must all be in the file name, lower case, `_` read as `-`.
    words: &'static [&'static str],
    endings: &'static [&'static str],
}

const LICENCE_OUVERTE: &str = "Licence Ouverte 2.0";
const TEXT: &[&str] = &[".txt", ".txt.gz", ".csv", ".csv.gz"];
const CSV: &[&str] = &[".csv", ".csv.gz"];
const JSON: &[&str] = &[".json", ".json.gz"];
const GEOJSON: &[&str] = &[".geojson", ".geojson.gz"];

impl Source {
    /// Every source of the command line.
    pub const ALL: [Self; 10] = [
        Self::Communes,
        Self::Ban,
        Self::Rpps,
        Self::RppsSkills,
        Self::RppsDiplomas,
        Self::Finess,
        Self::FinessActivities,
        Self::Cpts,
        Self::Shelters,
        Self::Hazards,
    ];

    /// The order of `all`: communes give their centres to what follows, FINESS its places to the activities.
    pub fn order() -> &'static [Self] {
        &[
            Self::Communes,
            Self::Cpts,
            Self::Finess,
            Self::FinessActivities,
            Self::Rpps,
            Self::Shelters,
            Self::Hazards,
            Self::Ban,
        ]
    }

    fn facts(self) -> Facts {
        let facts = |name, label, attribution, pattern, words, endings| Facts {
            name,
            label,
            licence: LICENCE_OUVERTE,
            attribution,
            pattern,
            words,
            endings,
        };
        match self {
            Self::Communes => facts(
                "communes",
                "Communes",
                "IGN, INSEE, Etalab",
                "communes-972.geojson",
                &["communes"],
                GEOJSON,
            ),
            Self::Ban => facts(
                "ban",
                "Base adresse nationale",
                "Base Adresse Nationale",
                "adresses-972.csv.gz, lieux-dits-972-beta.csv.gz",
                &[],
                CSV,
            ),
            Self::Rpps => facts(
                "rpps",
                "Annuaire Santé (RPPS)",
                "Agence du Numérique en Santé, RPPS",
                "PS_LibreAcces_Personne_activite_….txt",
                &["personne", "activite"],
                TEXT,
            ),
            Self::RppsSkills => facts(
                "rpps-skills",
                "RPPS, savoir-faire",
                "Agence du Numérique en Santé, RPPS",
                "PS_LibreAcces_SavoirFaire_….txt",
                &["savoirfaire"],
                TEXT,
            ),
            Self::RppsDiplomas => facts(
                "rpps-diplomas",
                "RPPS, diplômes",
                "Agence du Numérique en Santé, RPPS",
                "PS_LibreAcces_Dipl_AutExerc_….txt",
                &["dipl", "autexerc"],
                TEXT,
            ),
            Self::Finess => facts(
                "finess",
                "FINESS, structures",
                "Agence du Numérique en Santé, FINESS",
                "finess-structures-….json.gz",
                &["finess", "structures"],
                JSON,
            ),
            Self::FinessActivities => facts(
                "finess-activities",
                "FINESS, activités",
                "Agence du Numérique en Santé, FINESS",
                "finess-activites-….json.gz",
                &["finess", "activites"],
                JSON,
            ),
            Self::Cpts => facts("cpts", "CPTS", "Coordinations du territoire", "cpts.csv", &["cpts"], CSV),
            Self::Shelters => Facts {
                licence: "Registre communal",
                ..facts(
                    "shelters",
                    "Abris et hébergements d'urgence",
                    "Communes du territoire",
                    "abris.csv",
                    &[],
                    CSV,
                )
            },
            Self::Hazards => facts(
                "hazards",
                "Zones d'aléas",
                "Services de l'État, Géorisques",
                "aleas.geojson",
                &[],
                GEOJSON,
            ),
        }
    }

    /// The word of the command line and of `directory.sources`.
    pub fn as_str(self) -> &'static str {
        self.facts().name
    }

    /// French name for screens.
    pub fn label(self) -> &'static str {
        self.facts().label
    }

    pub fn licence(self) -> &'static str {
        self.facts().licence
    }

    /// Who must be cited.
    pub fn attribution(self) -> &'static str {
        self.facts().attribution
    }

    /// How its files are named, for messages.
    pub fn pattern(self) -> &'static str {
        self.facts().pattern
    }

    /// True when a folder may hold several files of the source, read together (one a département, say). Of the
    /// others only the last by name, which carries its date, is read.
    pub fn reads_every_file(self) -> bool {
        matches!(self, Self::Communes | Self::Ban | Self::Cpts | Self::Shelters | Self::Hazards)
    }

    /// Does a file of this name belong to the source?
    pub fn matches(self, file_name: &str) -> bool {
        let name = file_name.to_lowercase().replace('_', "-");
        let facts = self.facts();
        let any = |words: &[&str]| words.iter().any(|word| name.contains(word));
        facts.endings.iter().any(|ending| name.ends_with(ending))
            && facts.words.iter().all(|word| name.contains(word))
            && match self {
                Self::Ban => any(&["adresses", "lieux-dits"]),
                Self::Shelters => any(&["abris", "shelters", "refuges"]),
                Self::Hazards => any(&["alea", "hazard", "zones-danger"]),
                _ => true,
            }
    }
}

impl std::str::FromStr for Source {
    type Err = String;

    /// Errors: a French sentence listing the sources.
    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|source| source.as_str() == text).ok_or_else(|| {
            let names: Vec<_> = Self::ALL.iter().map(|source| source.as_str()).collect();
            format!("source inconnue : il faut l'une de {}", names.join(", "))
        })
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_find_their_source() {
        for (name, expected) in [
            ("PS_LibreAcces_Personne_activite_202611080112.txt", Source::Rpps),
            ("ps-libreacces-personne-activite.txt", Source::Rpps),
            ("PS_LibreAcces_SavoirFaire_202611080112.txt", Source::RppsSkills),
            ("PS_LibreAcces_Dipl_AutExerc_202611080112.txt", Source::RppsDiplomas),
            ("finess-structures-mensuel-202611.json.gz", Source::Finess),
            ("finess-activites-journalier-20261108.json.gz", Source::FinessActivities),
            ("adresses-972.csv.gz", Source::Ban),
            ("lieux-dits-972-beta.csv.gz", Source::Ban),
            ("communes-972.geojson", Source::Communes),
            ("cpts.csv", Source::Cpts),
            ("abris.csv", Source::Shelters),
            ("shelters.csv", Source::Shelters),
            ("hazards.geojson", Source::Hazards),
            ("aleas.geojson", Source::Hazards),
            ("zones-danger.geojson", Source::Hazards),
        ] {
            let found: Vec<_> = Source::ALL.into_iter().filter(|source| source.matches(name)).collect();
            assert_eq!(found, [expected], "{name}");
        }
    }

    #[test]
    fn names_read_back() {
        for source in Source::ALL {
            assert_eq!(source.as_str().parse(), Ok(source));
        }
        assert!("ameli".parse::<Source>().is_err());
    }
}
