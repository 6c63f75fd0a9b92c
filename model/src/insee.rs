//! INSEE codes: communes (5 characters) and départements (2 or 3), overseas included.

use crate::ModelError;
use std::fmt;

/// A commune of the *Code officiel géographique*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Insee([u8; 5]);

/// A département, or an overseas collectivity numbered like one (975, 977, 978).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Departement([u8; 3]);

impl Insee {
    /// The code as written by INSEE.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("only ASCII is ever stored")
    }

    /// The département: three characters overseas (97x, 98x), else two.
    pub fn departement(&self) -> Departement {
        let [a, b, c, ..] = self.0;
        let third = if a == b'9' && (b == b'7' || b == b'8') { c } else { b' ' };
        Departement([a, b, third])
    }

    /// The whole city behind a municipal arrondissement of Paris, Lyon or Marseille (INSEE, COG); itself otherwise.
    pub fn city(&self) -> Self {
        match self.as_str() {
            code if ("75101"..="75120").contains(&code) => Self(*b"75056"),
            code if ("69381"..="69389").contains(&code) => Self(*b"69123"),
            code if ("13201"..="13216").contains(&code) => Self(*b"13055"),
            _ => *self,
        }
    }
}

impl Departement {
    /// `972`, `2A`, `75`.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("only ASCII is ever stored").trim_end()
    }
}

impl std::str::FromStr for Insee {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        let bytes: Option<[u8; 5]> = text.as_bytes().try_into().ok();
        let shape = |b: &[u8; 5]| {
            b.iter()
                .enumerate()
                .all(|(i, c)| c.is_ascii_digit() || (i == 1 && b[0] == b'2' && matches!(c, b'A' | b'B')))
        };
        bytes.filter(shape).map(Self).ok_or_else(|| ModelError::Insee(crate::slug::clip(text)))
    }
}

impl std::str::FromStr for Departement {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        let refused = || ModelError::Departement(crate::slug::clip(text));
        let probe = match text.len() {
            2 => format!("{text}001"),
            3 if text.starts_with("97") || text.starts_with("98") => format!("{text}01"),
            _ => return Err(refused()),
        };
        let code = probe.parse::<Insee>().map_err(|_| refused())?.departement();
        if code.as_str() == text { Ok(code) } else { Err(refused()) }
    }
}

impl fmt::Display for Insee {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Departement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn départements_of_communes() {
        for (commune, expected) in
            [("97209", "972"), ("2A004", "2A"), ("75056", "75"), ("97801", "978"), ("01004", "01")]
        {
            assert_eq!(commune.parse::<Insee>().expect(commune).departement().as_str(), expected);
        }
    }

    #[test]
    fn départements_read_back() {
        for (text, good) in [
            ("972", true),
            ("2B", true),
            ("75", true),
            ("97", false),
            ("752", false),
            ("2C", false),
            ("", false),
        ] {
            assert_eq!(text.parse::<Departement>().is_ok(), good, "{text}");
        }
    }

    #[test]
    fn arrondissements_belong_to_their_city() {
        for (code, city) in [("75101", "75056"), ("69383", "69123"), ("13216", "13055"), ("97209", "97209")] {
            assert_eq!(code.parse::<Insee>().expect(code).city().as_str(), city);
        }
    }
}
