//! A listing as the map knows it: where it is and what can be filtered. Nothing personal can fit.

use carbet_model::flag::FlagSet;
use carbet_model::kind::Kind;
use serde::{Deserialize, Serialize};

/// "No profession" or "no category" in a [`Point`]. In a filter it is an alternative that nothing satisfies.
pub const NONE: u16 = u16::MAX;

/// One listing that has a position. Professions, categories, skills and territories are numbers given by the
/// caller, who alone knows what they stand for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// The caller's number for the listing, unique in an atlas.
    pub number: u32,
    /// Degrees east (WGS 84).
    pub lon: f64,
    /// Degrees north (WGS 84).
    pub lat: f64,
    /// What it is.
    pub kind: Kind,
    /// Number of the profession, [`NONE`] without one.
    pub profession: u16,
    /// Number of the category, [`NONE`] without one.
    pub category: u16,
    /// Numbers of the skills and skill groups; order and repetition do not matter.
    pub skills: Vec<u16>,
    /// What is declared of it.
    pub flags: FlagSet,
    /// The position is that of the commune's centre, not of an address.
    pub approximate: bool,
    /// Numbers of the territories it lies in; order and repetition do not matter.
    pub territories: Vec<u32>,
}

impl Point {
    /// A listing with a position and a kind, and nothing to filter on yet.
    pub fn new(number: u32, lon: f64, lat: f64, kind: Kind) -> Self {
        Self {
            number,
            lon,
            lat,
            kind,
            profession: NONE,
            category: NONE,
            skills: Vec::new(),
            flags: FlagSet::default(),
            approximate: false,
            territories: Vec::new(),
        }
    }
}
