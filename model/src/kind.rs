//! The six kinds of listing: the one closed list behind every filter, colour and count.

use crate::ModelError;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a listing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Kind {
    Professional = 0,
    Pharmacy = 1,
    Facility = 2,
    Equipment = 3,
    MentalHealth = 4,
    Shelter = 5,
}

impl Kind {
    /// Every kind, in the order of legends and facets.
    pub const ALL: [Self; 6] = [
        Self::Professional,
        Self::Pharmacy,
        Self::Facility,
        Self::Equipment,
        Self::MentalHealth,
        Self::Shelter,
    ];

    /// The word of the contract: URLs, tiles, exports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Professional => "professional",
            Self::Pharmacy => "pharmacy",
            Self::Facility => "facility",
            Self::Equipment => "equipment",
            Self::MentalHealth => "mental_health",
            Self::Shelter => "shelter",
        }
    }

    /// Position in [`Kind::ALL`].
    pub fn index(self) -> u8 {
        self as u8
    }

    /// The kind at a position of [`Kind::ALL`].
    pub fn from_index(index: u8) -> Option<Self> {
        Self::ALL.get(usize::from(index)).copied()
    }
}

impl std::str::FromStr for Kind {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| ModelError::Kind(crate::slug::clip(text)))
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
