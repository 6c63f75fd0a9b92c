//! RPPS number: the national identifier of a health professional (11 digits, kept for life).

use crate::ModelError;
use std::fmt;

/// An RPPS number. Numbers starting with 99 are Carbet's fictional people and exist nowhere else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rpps(u64);

impl Rpps {
    /// True for the invented people of the demo: real numbers start with 1 or 2.
    pub fn is_fictional(self) -> bool {
        self.0 / 1_000_000_000 == 99
    }
}

impl std::str::FromStr for Rpps {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        let digits = text.len() == 11 && text.bytes().all(|byte| byte.is_ascii_digit());
        match digits.then(|| text.parse().ok()).flatten() {
            Some(number) => Ok(Self(number)),
            None => Err(ModelError::Rpps(crate::slug::clip(text))),
        }
    }
}

impl fmt::Display for Rpps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:011}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn fictional_people_are_told_apart() {
        assert!("99000000001".parse::<Rpps>().expect("11 digits").is_fictional());
        assert!(!"10003461033".parse::<Rpps>().expect("11 digits").is_fictional());
    }

    #[test]
    fn what_is_not_eleven_digits_is_refused() {
        for text in ["", "9900000001", "990000000012", "9900000000a", "+9000000001", "９９000000001"] {
            assert!(text.parse::<Rpps>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn prints_what_it_read(number in 0u64..100_000_000_000) {
            let text = format!("{number:011}");
            prop_assert_eq!(text.parse::<Rpps>().expect("11 digits").to_string(), text);
        }
    }
}
