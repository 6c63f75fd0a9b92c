//! The professions of the directory: (code system, code) is the key, a code alone is not.
//!
//! Source: ANS, JDV_J106 (March 2026): TRE_G15 health professions, TRE_R95 protected titles, TRE_R94 social workers.

use crate::{ModelError, slug::slug, table};
use std::{fmt, sync::LazyLock};

/// Code system of a profession.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum System {
    /// TRE_G15, professions de santé: written as the bare code.
    G15,
    /// TRE_R95, usagers de titre (psychologue, ostéopathe…): written `R95:93`.
    R95,
    /// TRE_R94, professions sociales: written `R94:41`.
    R94,
}

/// A profession, as written in the contract: `60`, `R95:93`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProfessionKey {
    system: System,
    code: u8,
}

/// A row of the closed list.
#[derive(Debug, Clone)]
pub struct Profession {
    pub key: ProfessionKey,
    /// Official label, singular: `Infirmier`.
    pub label: &'static str,
    pub plural: &'static str,
    /// `infirmier-60`, unique.
    pub slug: String,
}

static ALL: LazyLock<Vec<Profession>> = LazyLock::new(|| {
    table::rows(include_str!("../data/professions.csv"))
        .map(|row| {
            let system = match row[0] {
                "G15" => System::G15,
                "R95" => System::R95,
                _ => System::R94,
            };
            let key =
                ProfessionKey { system, code: row[1].parse().expect("embedded table: codes are numbers") };
            let slug = format!("{}-{}", slug(row[2]), slug(&key.to_string()));
            Profession { key, label: row[2], plural: row[3], slug }
        })
        .collect()
});

/// The closed list, in official order.
pub fn all() -> &'static [Profession] {
    &ALL
}

impl ProfessionKey {
    /// The key behind an RPPS code column. Code 93 is the psychologist of TRE_R95; TRE_G15 has withdrawn it. 71, 72
    /// and 73 exist in TRE_R95 only, 41 in TRE_R94 only. `None` for a code outside the list.
    pub fn from_rpps_code(code: &str) -> Option<Self> {
        let code: u8 = code.parse().ok()?;
        ALL.iter().map(|profession| profession.key).find(|key| key.code == code)
    }

    /// The row of the closed list.
    pub fn profession(self) -> &'static Profession {
        ALL.iter().find(|profession| profession.key == self).expect("a key is only built from the list")
    }

    pub fn label(self) -> &'static str {
        self.profession().label
    }

    pub fn plural(self) -> &'static str {
        self.profession().plural
    }

    /// True for the professions addressed as « Dr »: médecin and chirurgien-dentiste.
    pub fn is_doctor(self) -> bool {
        self.system == System::G15 && matches!(self.code, 10 | 40)
    }
}

impl std::str::FromStr for ProfessionKey {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        ALL.iter()
            .map(|profession| profession.key)
            .find(|key| key.to_string() == text)
            .ok_or_else(|| ModelError::Profession(crate::slug::clip(text)))
    }
}

impl fmt::Display for ProfessionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.system {
            System::G15 => write!(f, "{}", self.code),
            System::R95 => write!(f, "R95:{}", self.code),
            System::R94 => write!(f, "R94:{}", self.code),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn psychologists_are_r95() {
        let key = ProfessionKey::from_rpps_code("93").expect("listed");
        assert_eq!((key.to_string().as_str(), key.label()), ("R95:93", "Psychologue"));
        assert_eq!("R95:93".parse(), Ok(key));
        assert!("93".parse::<ProfessionKey>().is_err());
    }

    #[test]
    fn keys_and_slugs_are_unique() {
        let mut slugs: Vec<_> = all().iter().map(|p| p.slug.as_str()).collect();
        let count = slugs.len();
        slugs.sort_unstable();
        slugs.dedup();
        assert_eq!((count, slugs.len()), (28, 28));
        for profession in all() {
            assert_eq!(profession.key.to_string().parse(), Ok(profession.key));
        }
    }
}
