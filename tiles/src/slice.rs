//! From a tile, or a cell, to the contiguous range of points it holds.

use std::ops::Range;

use crate::coord::TileCoord;
use crate::morton;

/// The points of a tile among sorted keys.
pub(crate) fn of_tile(keys: &[u64], tile: TileCoord) -> Range<usize> {
    let range = morton::range(tile);
    let start = keys.partition_point(|key| key < range.start());
    let end = start + keys[start..].partition_point(|key| key <= range.end());
    start..end
}

/// The end of the run of keys that agree with the first of `range` once shifted right by `shift` bits.
///
/// It gallops, since runs are short at high zooms and long at low ones.
pub(crate) fn run_end(keys: &[u64], range: Range<usize>, shift: u32) -> usize {
    let cell = keys[range.start] >> shift;
    let mut known = range.start;
    let mut step = 1;
    while known + step < range.end && keys[known + step] >> shift == cell {
        known += step;
        step *= 2;
    }
    let limit = range.end.min(known + step);
    known + keys[known..limit].partition_point(|key| key >> shift == cell)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_slice_is_what_the_tile_holds(mut keys in prop::collection::vec(any::<u64>(), 0..200), z in 0u8..6, at: u64) {
            keys.sort_unstable();
            let (x, y) = morton::axes(at);
            let (x, y) = ((u64::from(x) >> (32 - z)) as u32, (u64::from(y) >> (32 - z)) as u32);
            let tile = TileCoord::new(z, x, y).unwrap();
            let held: Vec<u64> = keys.iter().copied().filter(|key| morton::range(tile).contains(key)).collect();
            prop_assert_eq!(&keys[of_tile(&keys, tile)], &held[..]);
        }

        #[test]
        fn runs_end_where_the_cell_changes(mut keys in prop::collection::vec(0u64..64, 1..300), shift in 0u32..7) {
            keys.sort_unstable();
            let mut start = 0;
            while start < keys.len() {
                let end = run_end(&keys, start..keys.len(), shift);
                prop_assert!(keys[start..end].iter().all(|key| key >> shift == keys[start] >> shift));
                prop_assert!(end > start && (end == keys.len() || keys[end] >> shift != keys[start] >> shift));
                start = end;
            }
        }
    }
}
