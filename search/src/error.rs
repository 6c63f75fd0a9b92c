//! What a caller can get wrong. An answer with no result is not an error.

/// Refusals of [`crate::search`]: each names the parameter at fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SearchError {
    #[error("cursor: {0}")]
    Cursor(CursorFault),
    #[error("near: longitude within ±180 and latitude within ±90 are expected")]
    Near,
    #[error("bbox: west, south, east, north are expected, south not above north")]
    Bbox,
}

/// Why a cursor is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CursorFault {
    #[error("not a cursor given by this server")]
    Malformed,
    #[error("given for another search")]
    OtherQuery,
}

impl SearchError {
    /// The query parameter to name in the refusal.
    pub fn parameter(&self) -> &'static str {
        match self {
            SearchError::Cursor(_) => "cursor",
            SearchError::Near => "near",
            SearchError::Bbox => "bbox",
        }
    }
}
