//! What is asked: text, position, frame, filters, page. Checked here, trusted afterwards.

use crate::error::SearchError;
use crate::filter::{FilterSpec, Param};
use crate::index::{mix, stable_hash};
use crate::normalise::{Word, words};

/// Characters of the text that are read; the rest is ignored so that work stays bounded.
pub const TEXT_LIMIT: usize = 200;
/// Words of the text that are read.
pub const WORD_LIMIT: usize = 12;
/// Most items on a page.
pub const PAGE_LIMIT: usize = 100;

/// A search. Everything left empty is "browse the whole directory".
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Query {
    pub text: String,
    /// Longitude, latitude in degrees of the person asking.
    pub near: Option<(f64, f64)>,
    /// West, south, east, north in degrees. Listings off the map are then left out.
    pub bbox: Option<[f64; 4]>,
    pub filters: FilterSpec,
    /// Items wanted, 0 for counts alone; at most [`PAGE_LIMIT`].
    pub limit: usize,
    /// From [`crate::Answer::next`]: the same query, further on.
    pub cursor: Option<String>,
    /// The day's number: the shuffle changes with it. A cursor keeps the seed of its first page.
    pub seed: u64,
}

impl Query {
    pub(crate) fn check(&self) -> Result<(), SearchError> {
        let on_earth = |lon: f64, lat: f64| lon.abs() <= 180.0 && lat.abs() <= 90.0;
        if self.near.is_some_and(|(lon, lat)| !on_earth(lon, lat)) {
            return Err(SearchError::Near);
        }
        let framed = |[w, s, e, n]: [f64; 4]| on_earth(w, s) && on_earth(e, n) && s <= n;
        if self.bbox.is_some_and(|bbox| !framed(bbox)) {
            return Err(SearchError::Bbox);
        }
        Ok(())
    }

    /// What a cursor belongs to: everything asked but the page and the day.
    pub(crate) fn fingerprint(&self) -> u64 {
        let mut print = stable_hash(&crate::normalise(&self.text));
        let mut add = |text: &str| print = mix(print.rotate_left(7) ^ stable_hash(text));
        for param in Param::ALL {
            let mut values: Vec<&String> = self.filters.values(param).iter().collect();
            values.sort_unstable();
            add(param.name());
            values.into_iter().for_each(|value| add(value));
        }
        add(&format!("{:?} {:?}", self.near, self.bbox));
        print
    }
}

/// The words of a text, within the limits.
pub(crate) fn bounded_words(text: &str) -> Vec<Word> {
    let end = text.char_indices().nth(TEXT_LIMIT).map_or(text.len(), |(at, _)| at);
    let mut found = words(&text[..end]);
    found.truncate(WORD_LIMIT);
    found
}

/// True when a point is inside a frame; a frame whose west is east of its east crosses the 180th meridian.
pub(crate) fn inside([west, south, east, north]: [f64; 4], (lon, lat): (f64, f64)) -> bool {
    let between = if west <= east { lon >= west && lon <= east } else { lon >= west || lon <= east };
    between && lat >= south && lat <= north
}
