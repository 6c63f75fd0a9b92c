//! What the crate refuses, in terms the caller can act on. It knows no status code and no French sentence.

/// A refused request (the first three, which name the parameter), or a point that no atlas may hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TilesError {
    /// `z`, `x` or `y` is not a plain decimal number (`y` is a file name such as `469.mvt`).
    #[error("{parameter} must be {expected}")]
    Malformed {
        /// `z`, `x` or `y`.
        parameter: &'static str,
        /// The accepted form, in a few words.
        expected: &'static str,
    },
    /// `z` is deeper than what is served.
    #[error("z must be at most {max}")]
    TooDeep {
        /// The deepest zoom accepted.
        max: u8,
    },
    /// `x` or `y` falls outside the grid of its zoom.
    #[error("{parameter} must be at most {max} at this zoom")]
    OutsideGrid {
        /// `x` or `y`.
        parameter: &'static str,
        /// The last column or row of that zoom.
        max: u32,
    },
    /// A point whose longitude or latitude is not a finite number.
    #[error("point {number} has no finite position")]
    Position {
        /// The listing number of the point.
        number: u32,
    },
}

impl TilesError {
    /// The request parameter at fault (`z`, `x` or `y`), or `None` when a point is.
    pub fn parameter(&self) -> Option<&'static str> {
        match self {
            Self::Malformed { parameter, .. } | Self::OutsideGrid { parameter, .. } => Some(parameter),
            Self::TooDeep { .. } => Some("z"),
            Self::Position { .. } => None,
        }
    }
}
