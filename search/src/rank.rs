//! The order of results: quality of the text match, then distance, then a fair shuffle that changes each day.
//! Nothing else may weigh: no payment, no alphabet, no popularity. Every part of a rank can be printed.

use std::fmt;

use crate::index::{Index, mix};

/// Place in the order; smaller is better. It holds nothing that depends on the snapshot but the listing itself, so
/// that a page can go on after a new snapshot is swapped in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rank {
    /// Quality of the words: see [`Score::words`].
    pub(crate) band: u8,
    /// Metres from the origin; zero without origin, the largest number when off the map.
    pub(crate) distance_m: u32,
    pub(crate) shuffle: u64,
    /// Hash of the listing, should two shuffles be equal.
    pub(crate) listing: u64,
}

/// Why a result is where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Score {
    /// 0 the whole name, 1 exact words of the name, 2 of another name, 3–4 beginnings, 5–6 one slip, 7–8 two slips;
    /// 0 as well when no name was asked.
    pub band: u8,
    pub distance_m: Option<u32>,
    /// The day's draw, the same for a listing all day long.
    pub shuffle: u64,
}

impl Score {
    /// The text part in words.
    pub fn words(self) -> &'static str {
        match self.band {
            0 => "whole name, or no name asked",
            1 => "exact words of the name",
            2 => "exact words of another name",
            3 | 4 => "beginnings of words",
            5 | 6 => "one slip",
            _ => "two slips",
        }
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "text {} ({})", self.band, self.words())?;
        if let Some(metres) = self.distance_m {
            write!(f, ", distance {metres} m")?;
        }
        write!(f, ", draw {:016x}", self.shuffle)
    }
}

impl Rank {
    pub(crate) fn of(index: &Index, document: u32, band: u8, origin: Option<(f64, f64)>, seed: u64) -> Rank {
        let listing = index.columns.listing[document as usize];
        let distance_m = match (origin, index.position(document)) {
            (None, _) => 0,
            (Some(from), Some(to)) => metres(from, to),
            (Some(_), None) => u32::MAX,
        };
        Rank {
            band,
            distance_m,
            shuffle: mix(listing ^ mix(seed.wrapping_add(0x9e37_79b9_7f4a_7c15))),
            listing,
        }
    }

    pub(crate) fn score(self, origin: Option<(f64, f64)>) -> Score {
        let distance_m = origin.and((self.distance_m != u32::MAX).then_some(self.distance_m));
        Score { band: self.band, distance_m, shuffle: self.shuffle }
    }
}

/// Great-circle distance in metres on a sphere of 6,371,008.8 m (IUGG mean radius).
pub(crate) fn metres((lon1, lat1): (f64, f64), (lon2, lat2): (f64, f64)) -> u32 {
    let (phi1, phi2) = (lat1.to_radians(), lat2.to_radians());
    let half = |angle: f64| (angle / 2.0).sin().powi(2);
    let a = half(phi2 - phi1) + phi1.cos() * phi2.cos() * half((lon2 - lon1).to_radians());
    (2.0 * 6_371_008.8 * a.sqrt().min(1.0).asin()).round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_degree_of_latitude_is_111_km() {
        assert_eq!(metres((-61.0, 14.0), (-61.0, 15.0)), 111_195);
        assert_eq!(metres((-61.0, 14.0), (-61.0, 14.0)), 0);
    }
}
