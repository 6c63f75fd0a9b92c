//! All located listings, in columns sorted along the Z-order curve. Built once, never changed.

use std::ops::Range;

use carbet_model::flag::FlagSet;
use carbet_model::kind::Kind;

use crate::coord::TileCoord;
use crate::error::TilesError;
use crate::mask::{Filter, Mask};
use crate::mercator;
use crate::morton;
use crate::point::Point;
use crate::sets::{Sets, SetsBuilder};
use crate::slice;
use crate::sums::{Counts, Sums, Tally};

/// The points of a territory, ready to be cut into tiles.
#[derive(Debug)]
pub struct Atlas {
    /// Z-order key of each position, ascending. Equal keys are one position (within 9 mm).
    pub(crate) keys: Vec<u64>,
    pub(crate) kinds: Vec<Kind>,
    pub(crate) professions: Vec<u16>,
    pub(crate) categories: Vec<u16>,
    pub(crate) flags: Vec<FlagSet>,
    pub(crate) skills: Sets<u16>,
    pub(crate) territories: Sets<u32>,
    approximate: Vec<bool>,
    /// (listing number, index), ascending.
    by_number: Vec<(u32, u32)>,
    sums: Sums,
    bounds: Option<[f64; 4]>,
}

impl Atlas {
    /// Sorts the points. Their order does not matter: equal points give equal tiles, byte for byte.
    ///
    /// Fails on a position that is not finite. Positions beyond the projection are
    /// drawn on its edge, so that every point is in exactly one tile of each zoom.
    pub fn build(points: impl IntoIterator<Item = Point>) -> Result<Self, TilesError> {
        let mut keyed = Vec::new();
        let mut bounds: Option<[f64; 4]> = None;
        for point in points {
            if !(point.lon.is_finite() && point.lat.is_finite()) {
                return Err(TilesError::Position { number: point.number });
            }
            let (x, y) = mercator::steps(point.lon, point.lat);
            bounds = Some(widen(bounds, point.lon, point.lat));
            keyed.push((morton::key(x, y), point));
        }
        keyed.sort_unstable_by_key(|(key, point)| (*key, point.number));
        Ok(Self::from_sorted(keyed, bounds))
    }

    fn from_sorted(keyed: Vec<(u64, Point)>, bounds: Option<[f64; 4]>) -> Self {
        let size = keyed.len();
        let mut skills = SetsBuilder::with_capacity(size);
        let mut territories = SetsBuilder::with_capacity(size);
        let mut atlas = Self {
            keys: Vec::with_capacity(size),
            kinds: Vec::with_capacity(size),
            professions: Vec::with_capacity(size),
            categories: Vec::with_capacity(size),
            flags: Vec::with_capacity(size),
            skills: SetsBuilder::with_capacity(0).build(),
            territories: SetsBuilder::with_capacity(0).build(),
            approximate: Vec::with_capacity(size),
            by_number: Vec::with_capacity(size),
            sums: Sums::build(0, |_| Tally::default()),
            bounds,
        };
        for (index, (key, point)) in keyed.into_iter().enumerate() {
            atlas.keys.push(key);
            atlas.kinds.push(point.kind);
            atlas.professions.push(point.profession);
            atlas.categories.push(point.category);
            atlas.flags.push(point.flags);
            atlas.approximate.push(point.approximate);
            atlas.by_number.push((point.number, index as u32));
            skills.push(point.skills);
            territories.push(point.territories);
        }
        atlas.by_number.sort_unstable();
        atlas.skills = skills.build();
        atlas.territories = territories.build();
        atlas.sums = Sums::build(size, |run| atlas.scan(run, |_| true));
        atlas
    }

    /// The number of points.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether there is no point at all.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// West, south, east, north of all points, in degrees; `None` without a point.
    pub fn bounds(&self) -> Option<[f64; 4]> {
        self.bounds
    }

    /// The number of points that match, by kind, in the order of [`Kind::ALL`].
    pub fn counts(&self, filter: &Filter) -> Counts {
        self.tally(0..self.len(), &Mask::new(filter, self)).counts
    }

    /// The number of points that match a filter: what the clusters of any zoom add up to.
    pub fn count(&self, filter: &Filter) -> u32 {
        self.counts(filter).iter().sum()
    }

    /// How many points, of all kinds, share the position of a listing, itself included; 0 when it has none here.
    pub fn same_point(&self, number: u32) -> u32 {
        let Some(index) = self.index_of(number) else { return 0 };
        let key = self.keys[index];
        let from = self.keys.partition_point(|other| *other < key);
        (slice::run_end(&self.keys, from..self.len(), 0) - from) as u32
    }

    /// Where a listing is in the columns: what [`Mask::matches`] takes.
    pub fn index_of(&self, number: u32) -> Option<usize> {
        let found = self.by_number.binary_search_by_key(&number, |(it, _)| *it).ok()?;
        Some(self.by_number[found].1 as usize)
    }

    /// The points of a tile.
    pub(crate) fn slice(&self, tile: TileCoord) -> Range<usize> {
        slice::of_tile(&self.keys, tile)
    }

    /// What the matching points of a run add up to.
    pub(crate) fn tally(&self, run: Range<usize>, mask: &Mask) -> Tally {
        if mask.is_open() {
            self.sums.tally(run, |part| self.scan(part, |_| true))
        } else {
            self.scan(run, |index| mask.matches(self, index))
        }
    }

    fn scan(&self, run: Range<usize>, matches: impl Fn(usize) -> bool) -> Tally {
        let mut tally = Tally::default();
        for index in run {
            if matches(index) {
                let (x, y) = morton::axes(self.keys[index]);
                tally.add(self.kinds[index], self.approximate[index], x, y);
            }
        }
        tally
    }
}

fn widen(bounds: Option<[f64; 4]>, lon: f64, lat: f64) -> [f64; 4] {
    let [west, south, east, north] = bounds.unwrap_or([lon, lat, lon, lat]);
    [west.min(lon), south.min(lat), east.max(lon), north.max(lat)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_cannot_be_drawn() {
        let lost = Point::new(7, f64::NAN, 14.6, Kind::Professional);
        assert_eq!(Atlas::build([lost]).unwrap_err(), TilesError::Position { number: 7 });
    }

    #[test]
    fn counts_neighbours_at_the_same_point() {
        let atlas = Atlas::build([
            Point::new(1, -61.07, 14.60, Kind::Professional),
            Point::new(2, -61.00, 14.70, Kind::Pharmacy),
            Point::new(3, -61.07, 14.60, Kind::Equipment),
        ])
        .unwrap();
        assert_eq!([1, 2, 3, 4].map(|number| atlas.same_point(number)), [2, 1, 2, 0]);
        assert_eq!(atlas.bounds(), Some([-61.07, 14.60, -61.00, 14.70]));
        assert_eq!(atlas.counts(&Filter::new()), [1, 1, 0, 1, 0, 0]);
    }

    #[test]
    fn an_empty_atlas_is_fine() {
        let atlas = Atlas::build([]).unwrap();
        assert!(atlas.is_empty() && atlas.bounds().is_none());
        assert_eq!(atlas.count(&Filter::new().kinds([Kind::Facility])), 0);
        assert_eq!(atlas.same_point(0), 0);
    }
}
