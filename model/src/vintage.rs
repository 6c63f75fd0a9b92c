//! A vintage: the month a source file stands for.

use crate::ModelError;
use std::fmt;

/// Year and month, ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Vintage {
    year: i32,
    month: u8,
}

impl Vintage {
    /// The month a day belongs to.
    pub fn of(day: time::Date) -> Self {
        Self { year: day.year(), month: day.month().into() }
    }

    /// First day of the month.
    pub fn first_day(self) -> time::Date {
        let month = time::Month::try_from(self.month).expect("a vintage holds a month from 1 to 12");
        time::Date::from_calendar_date(self.year, month, 1).expect("a vintage holds a year from 2000 to 2999")
    }
}

impl std::str::FromStr for Vintage {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        let refused = || ModelError::Vintage(crate::slug::clip(text));
        let (year, month) =
            text.split_once('-').filter(|(y, m)| y.len() == 4 && m.len() == 2).ok_or_else(refused)?;
        match (year.parse(), month.parse()) {
            (Ok(year @ 2000..=2999), Ok(month @ 1..=12)) => Ok(Self { year, month }),
            _ => Err(refused()),
        }
    }
}

impl fmt::Display for Vintage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_read_back_in_order() {
        let october: Vintage = "2026-10".parse().expect("a month");
        let november: Vintage = "2026-11".parse().expect("a month");
        assert!(october < november);
        assert_eq!(
            (november.to_string(), november.first_day().to_string()),
            ("2026-11".into(), "2026-11-01".into())
        );
        for text in ["2026-13", "2026-00", "202611", "26-11", "2026-1", "1999-12"] {
            assert!(text.parse::<Vintage>().is_err(), "{text}");
        }
    }
}
