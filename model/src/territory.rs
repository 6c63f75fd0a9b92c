//! Territories: communes, EPCI, CPTS, départements; stages and sizes of CPTS projects.

use crate::ModelError;
use serde::{Deserialize, Serialize};

/// Kind of territory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TerritoryKind {
    Commune,
    Epci,
    Cpts,
    Departement,
}

impl TerritoryKind {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Commune => "commune",
            Self::Epci => "epci",
            Self::Cpts => "cpts",
            Self::Departement => "departement",
        }
    }
}

/// How far a CPTS project has come (steps of the *accord conventionnel interprofessionnel*, ACI).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    Preprojet,
    LettreIntention,
    ProjetValide,
    AciSigne,
}

impl Stage {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Preprojet => "preprojet",
            Self::LettreIntention => "lettre_intention",
            Self::ProjetValide => "projet_valide",
            Self::AciSigne => "aci_signe",
        }
    }
}

impl std::str::FromStr for Stage {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        [Self::Preprojet, Self::LettreIntention, Self::ProjetValide, Self::AciSigne]
            .into_iter()
            .find(|stage| stage.as_str() == text)
            .ok_or_else(|| ModelError::Stage(crate::slug::clip(text)))
    }
}

/// Size of a CPTS, 1 to 4, from the population it covers (bands of the ACI: 40 000, 80 000, 175 000).
pub fn size_from_population(population: u32) -> u8 {
    match population {
        0..40_000 => 1,
        40_000..80_000 => 2,
        80_000..=175_000 => 3,
        _ => 4,
    }
}
