//! How well a listing is located. Said on every screen: a commune's centre is never shown as an address.

use serde::{Deserialize, Serialize};

/// Where the coordinates come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// Official coordinates of the address.
    Address,
    /// The centre of the commune.
    Commune,
    /// No coordinates at all.
    None,
}

impl Precision {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Commune => "commune",
            Self::None => "none",
        }
    }

    /// The word stored in the database; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Address, Self::Commune, Self::None].into_iter().find(|p| p.as_str() == text)
    }
}
