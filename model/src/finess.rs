//! FINESS number: the national identifier of a health or social establishment (9 characters).

use crate::ModelError;
use std::fmt;

/// A geographic FINESS number (*entité géographique*). Nine characters: digits, with A or B second in Corsica.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Finess([u8; 9]);

impl Finess {
    /// The number as written in the national files.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("only ASCII is ever stored")
    }
}

impl std::str::FromStr for Finess {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        let bytes: Option<[u8; 9]> = text.as_bytes().try_into().ok();
        let shape = |b: &[u8; 9]| {
            b.iter().enumerate().all(|(i, c)| c.is_ascii_digit() || (i == 1 && matches!(c, b'A' | b'B')))
        };
        bytes.filter(shape).map(Self).ok_or_else(|| ModelError::Finess(crate::slug::clip(text)))
    }
}

impl fmt::Display for Finess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corsica_has_a_letter_and_nobody_else() {
        for (text, good) in [
            ("970200000", true),
            ("2A0000012", true),
            ("2C0000012", false),
            ("97020000", false),
            ("9702000É", false),
        ] {
            assert_eq!(text.parse::<Finess>().is_ok(), good, "{text}");
        }
    }
}
