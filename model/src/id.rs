//! Public ids: the names that URLs, exports and other people's scripts rely on.

use crate::{Departement, Finess, Insee, ModelError, Rpps};
use std::fmt;

/// An id of the contract. Stable across imports.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PublicId {
    /// `finess:970200000`
    Finess(Finess),
    /// `rpps:99000000001`
    Rpps(Rpps),
    /// `site:R10000000001`: a place of practice that has no FINESS number
    Site(String),
    /// `shelter:…`
    Shelter(String),
    /// `commune:97209`
    Commune(Insee),
    /// `epci:249720061`
    Epci(String),
    /// `cpts:…`
    Cpts(String),
    /// `departement:972`
    Departement(Departement),
}

/// Letters, digits, `-`, `_` and `.`, at most 64: safe in a URL, a file name and a log line.
fn word(text: &str) -> Option<String> {
    let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
    ((1..=64).contains(&text.len()) && text.bytes().all(fits)).then(|| text.to_owned())
}

impl std::str::FromStr for PublicId {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        let refused = || ModelError::Id(crate::slug::clip(text));
        let (prefix, rest) = text.split_once(':').ok_or_else(refused)?;
        Ok(match prefix {
            "finess" => Self::Finess(rest.parse()?),
            "rpps" => Self::Rpps(rest.parse()?),
            "commune" => Self::Commune(rest.parse()?),
            "departement" => Self::Departement(rest.parse()?),
            "site" => Self::Site(word(rest).ok_or_else(refused)?),
            "shelter" => Self::Shelter(word(rest).ok_or_else(refused)?),
            "epci" => Self::Epci(word(rest).ok_or_else(refused)?),
            "cpts" => Self::Cpts(word(rest).ok_or_else(refused)?),
            _ => return Err(refused()),
        })
    }
}

impl fmt::Display for PublicId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Finess(id) => write!(f, "finess:{id}"),
            Self::Rpps(id) => write!(f, "rpps:{id}"),
            Self::Site(id) => write!(f, "site:{id}"),
            Self::Shelter(id) => write!(f, "shelter:{id}"),
            Self::Commune(id) => write!(f, "commune:{id}"),
            Self::Epci(id) => write!(f, "epci:{id}"),
            Self::Cpts(id) => write!(f, "cpts:{id}"),
            Self::Departement(id) => write!(f, "departement:{id}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ids_print_what_they_read() {
        for text in [
            "finess:970200000",
            "rpps:99000000001",
            "site:R10000000001",
            "shelter:abri-97209-1",
            "commune:97209",
            "epci:249720061",
            "cpts:nord-caraibe",
            "departement:972",
        ] {
            assert_eq!(text.parse::<PublicId>().expect(text).to_string(), text);
        }
    }

    #[test]
    fn what_would_escape_a_url_is_refused() {
        for text in ["", "site:", "site:a/b", "site:../x", "shelter:é", "nothing:1", "rpps:1", "commune:972"]
        {
            assert!(text.parse::<PublicId>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_refused_or_read_back(text in ".{0,80}") {
            if let Ok(id) = text.parse::<PublicId>() {
                prop_assert_eq!(id.to_string(), text);
            }
        }
    }
}
