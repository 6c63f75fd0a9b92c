//! What a professional or a structure declares or a source states: the eight filters beside kind and trade.

use crate::ModelError;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One criterion, answered yes, no, or not declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Flag {
    NewPatients = 0,
    UnscheduledCare = 1,
    WalkIn = 2,
    HomeVisits = 3,
    Teleconsultation = 4,
    Wheelchair = 5,
    #[serde(rename = "sector_1")]
    Sector1 = 6,
    CarteVitale = 7,
}

impl Flag {
    /// Every flag, in the order of chips.
    pub const ALL: [Self; 8] = [
        Self::NewPatients,
        Self::UnscheduledCare,
        Self::WalkIn,
        Self::HomeVisits,
        Self::Teleconsultation,
        Self::Wheelchair,
        Self::Sector1,
        Self::CarteVitale,
    ];

    /// The word of the contract.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NewPatients => "new_patients",
            Self::UnscheduledCare => "unscheduled_care",
            Self::WalkIn => "walk_in",
            Self::HomeVisits => "home_visits",
            Self::Teleconsultation => "teleconsultation",
            Self::Wheelchair => "wheelchair",
            Self::Sector1 => "sector_1",
            Self::CarteVitale => "carte_vitale",
        }
    }

    fn bit(self) -> u16 {
        1 << (self as u16)
    }
}

impl std::str::FromStr for Flag {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        Self::ALL
            .into_iter()
            .find(|flag| flag.as_str() == text)
            .ok_or_else(|| ModelError::Flag(crate::slug::clip(text)))
    }
}

impl fmt::Display for Flag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A set of flags as one bit each, bit = position in [`Flag::ALL`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FlagSet(pub u16);

impl FlagSet {
    pub fn insert(&mut self, flag: Flag) {
        self.0 |= flag.bit();
    }

    pub fn contains(self, flag: Flag) -> bool {
        self.0 & flag.bit() != 0
    }

    pub fn iter(self) -> impl Iterator<Item = Flag> {
        Flag::ALL.into_iter().filter(move |flag| self.contains(*flag))
    }
}

impl FromIterator<Flag> for FlagSet {
    fn from_iter<I: IntoIterator<Item = Flag>>(flags: I) -> Self {
        flags.into_iter().fold(Self::default(), |mut set, flag| {
            set.insert(flag);
            set
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_gives_back_what_it_took() {
        let set: FlagSet = [Flag::Wheelchair, Flag::NewPatients].into_iter().collect();
        assert_eq!(set.iter().collect::<Vec<_>>(), [Flag::NewPatients, Flag::Wheelchair]);
    }

    #[test]
    fn serde_and_the_contract_say_the_same_word() {
        for flag in Flag::ALL {
            assert_eq!(flag.as_str().parse(), Ok(flag));
        }
        assert!("sector_2".parse::<Flag>().is_err());
    }
}
