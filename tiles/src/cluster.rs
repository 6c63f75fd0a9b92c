//! A tile's points to clusters: runs of the Z-order curve. Deterministic, and the counts add up.

use crate::atlas::Atlas;
use crate::coord::TileCoord;
use crate::layer::opaque_id;
use crate::mask::{Filter, Mask};
use crate::slice;
use crate::sums::{Counts, Tally};

/// From this zoom on, one cluster is one distinct position.
pub const PLACES_ZOOM: u8 = 14;

/// Zoom levels between a tile and its cells: 2^3 cells a side, that is 64 px each in a tile of 512 px.
const CELL_LEVELS: u8 = 3;

/// Listings drawn as one point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// Opaque, stable from one import to the next, below 2^53.
    pub id: u64,
    /// The mean position, in steps of 2^-32 of the unit square; always inside the cell, hence the tile.
    pub x: u32,
    /// See `x`; grows southward.
    pub y: u32,
    /// Listings of each kind, in the order of [`Kind::ALL`](carbet_model::kind::Kind::ALL).
    pub counts: Counts,
    /// All its listings are at a commune's centre.
    pub approximate: bool,
}

impl Cluster {
    /// The number of listings.
    pub fn count(&self) -> u32 {
        self.counts.iter().sum()
    }
}

/// The clusters of a tile, in Z-order. Over all tiles of any zoom, their counts add up to [`Atlas::count`].
pub fn clusters(atlas: &Atlas, filter: &Filter, tile: TileCoord) -> Vec<Cluster> {
    let mask = Mask::new(filter, atlas);
    let places = tile.z() >= PLACES_ZOOM;
    let level = u32::from(tile.z() + CELL_LEVELS);
    let shift = if places { 0 } else { 64 - 2 * level };
    let slice = atlas.slice(tile);
    let mut found = Vec::new();
    let mut start = slice.start;
    while start < slice.end {
        let end = slice::run_end(&atlas.keys, start..slice.end, shift);
        let tally = atlas.tally(start..end, &mask);
        if tally.total() > 0 {
            let cell = atlas.keys[start] >> shift;
            // A leading one tells apart the cells of different levels: 2^33 at most.
            let id = if places { opaque_id(cell) } else { 1 << (2 * level) | cell };
            found.push(cluster(id, &tally));
        }
        start = end;
    }
    found
}

fn cluster(id: u64, tally: &Tally) -> Cluster {
    let total = u64::from(tally.total());
    Cluster {
        id,
        // A mean lies between the smallest and the largest, so it fits in 32 bits and stays in the cell.
        x: (tally.x / total) as u32,
        y: (tally.y / total) as u32,
        counts: tally.counts,
        approximate: u64::from(tally.approximate) == total,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::morton;
    use crate::point::Point;
    use carbet_model::flag::{Flag, FlagSet};
    use carbet_model::kind::Kind;
    use proptest::prelude::*;

    /// Points crowded around a few positions, so that runs of all lengths appear.
    fn crowd() -> impl Strategy<Value = Vec<Point>> {
        let position = prop_oneof![
            (-180.0..180.0f64, -90.0..90.0f64),
            (-61.3..-60.8f64, 14.35..14.9f64),
            (0i32..5, 0i32..5).prop_map(|(x, y)| (-61.0 + f64::from(x) * 1e-3, 14.6 + f64::from(y) * 1e-3)),
        ];
        let kind = prop::sample::select(&Kind::ALL[..]);
        let point = (position, kind, 0u16..4, 0u16..8, any::<bool>(), prop::collection::vec(0u32..4, 0..3));
        prop::collection::vec(point, 0..400).prop_map(|points| {
            let made = points.into_iter().enumerate();
            made.map(|(number, ((lon, lat), kind, profession, flags, approximate, territories))| Point {
                profession,
                flags: FlagSet(flags),
                approximate,
                territories,
                ..Point::new(number as u32, lon, lat, kind)
            })
            .collect()
        })
    }

    fn filters() -> impl Strategy<Value = Filter> {
        prop_oneof![
            Just(Filter::new()),
            prop::sample::select(&Kind::ALL[..]).prop_map(|kind| Filter::new().kinds([kind])),
            (0u16..5, 0usize..3).prop_map(|(profession, flag)| Filter::new()
                .professions([profession, 1])
                .flags([Flag::ALL[flag]])),
            (0u32..5).prop_map(|territory| Filter::new().territories([territory])),
        ]
    }

    /// The tiles of a zoom that hold points, found without the code under test.
    fn occupied(atlas: &Atlas, z: u8) -> HashSet<TileCoord> {
        let tile = |key: &u64| {
            let (x, y) = morton::axes(*key);
            let down = |axis: u32| (u64::from(axis) >> (32 - z)) as u32;
            TileCoord::new(z, down(x), down(y)).unwrap()
        };
        atlas.keys.iter().map(tile).collect()
    }

    proptest! {
        #[test]
        fn counts_add_up_at_every_zoom(points in crowd(), filter in filters(), z in 0u8..=22) {
            let atlas = Atlas::build(points).unwrap();
            let mask = Mask::new(&filter, &atlas);
            let expected = (0..atlas.len()).filter(|index| mask.matches(&atlas, *index)).count();
            let mut ids = HashSet::new();
            let mut sum = 0;
            for tile in occupied(&atlas, z) {
                for cluster in clusters(&atlas, &filter, tile) {
                    prop_assert!(morton::range(tile).contains(&morton::key(cluster.x, cluster.y)));
                    prop_assert!(cluster.id < 1 << 53 && ids.insert(cluster.id));
                    sum += cluster.count();
                }
            }
            prop_assert_eq!(sum as usize, expected);
            prop_assert_eq!(atlas.count(&filter) as usize, expected);
        }

        #[test]
        fn a_parent_counts_what_its_children_count(points in crowd(), filter in filters(), z in 0u8..15) {
            let atlas = Atlas::build(points).unwrap();
            let sum = |tile| clusters(&atlas, &filter, tile).iter().map(Cluster::count).sum::<u32>();
            for tile in occupied(&atlas, z) {
                let children = [(0, 0), (1, 0), (0, 1), (1, 1)]
                    .map(|(right, down)| TileCoord::new(z + 1, 2 * tile.x() + right, 2 * tile.y() + down).unwrap());
                prop_assert_eq!(sum(tile), children.into_iter().map(sum).sum::<u32>());
            }
        }

        #[test]
        fn the_order_of_points_does_not_matter(points in crowd(), z in 0u8..=16) {
            let forward = Atlas::build(points.clone()).unwrap();
            let backward = Atlas::build(points.into_iter().rev()).unwrap();
            for tile in occupied(&forward, z) {
                let filter = Filter::new().professions([1, 2]);
                prop_assert_eq!(clusters(&forward, &filter, tile), clusters(&backward, &filter, tile));
            }
        }
    }

    #[test]
    fn places_appear_one_by_one() {
        let near = [(0.0, Kind::Professional), (0.0, Kind::Pharmacy), (2e-5, Kind::Professional)];
        let points = near.iter().enumerate().map(|(number, (step, kind))| Point {
            approximate: *step > 0.0,
            ..Point::new(number as u32, -61.07 + step, 14.6, *kind)
        });
        let atlas = Atlas::build(points).unwrap();
        let at = |z| occupied(&atlas, z).into_iter().flat_map(|tile| clusters(&atlas, &Filter::new(), tile));
        let mut places: Vec<_> = at(14).map(|it| (it.counts[0], it.counts[1], it.approximate)).collect();
        places.sort_unstable();
        assert_eq!(places, [(1, 0, true), (1, 1, false)]);
        assert_eq!(at(10).map(|it| it.count()).collect::<Vec<_>>(), [3]);
        assert!(at(10).all(|it| !it.approximate));
        assert_eq!(at(14).map(|it| it.id).collect::<Vec<_>>(), at(14).map(|it| it.id).collect::<Vec<_>>());
    }
}
