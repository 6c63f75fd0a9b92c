//! The Z-order (Morton) curve: two 32-bit axes woven into one 64-bit key.
//!
//! A tile of zoom z is the set of keys that share their first `2z` bits, hence one contiguous range of keys;
//! this is what lets a tile be a slice.

use std::ops::RangeInclusive;

use crate::coord::TileCoord;

/// Weaves x into the even bits and y into the odd ones.
pub fn key(x: u32, y: u32) -> u64 {
    spread(x) | spread(y) << 1
}

/// The two axes of a key: the inverse of [`key`].
pub fn axes(key: u64) -> (u32, u32) {
    (gather(key), gather(key >> 1))
}

/// The keys of a tile. Inclusive, since the last key of the world is `u64::MAX`.
pub fn range(tile: TileCoord) -> RangeInclusive<u64> {
    let below = u64::MAX.checked_shr(2 * u32::from(tile.z())).unwrap_or(0);
    let origin = 32 - u32::from(tile.z());
    // A shift by the whole width would be an overflow: at zoom 0 the origin is 0 anyway.
    let first = key(tile.x().checked_shl(origin).unwrap_or(0), tile.y().checked_shl(origin).unwrap_or(0));
    first..=first | below
}

/// Puts a zero before each bit.
fn spread(axis: u32) -> u64 {
    let mut bits = u64::from(axis);
    bits = (bits | bits << 16) & 0x0000_ffff_0000_ffff;
    bits = (bits | bits << 8) & 0x00ff_00ff_00ff_00ff;
    bits = (bits | bits << 4) & 0x0f0f_0f0f_0f0f_0f0f;
    bits = (bits | bits << 2) & 0x3333_3333_3333_3333;
    (bits | bits << 1) & 0x5555_5555_5555_5555
}

/// Keeps every other bit: the inverse of [`spread`].
fn gather(key: u64) -> u32 {
    let mut bits = key & 0x5555_5555_5555_5555;
    bits = (bits | bits >> 1) & 0x3333_3333_3333_3333;
    bits = (bits | bits >> 2) & 0x0f0f_0f0f_0f0f_0f0f;
    bits = (bits | bits >> 4) & 0x00ff_00ff_00ff_00ff;
    bits = (bits | bits >> 8) & 0x0000_ffff_0000_ffff;
    (bits | bits >> 16) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn first_steps_of_the_curve() {
        for (x, y, expected) in [(0, 0, 0), (1, 0, 1), (0, 1, 2), (1, 1, 3), (2, 0, 4), (0, 2, 8)] {
            assert_eq!(key(x, y), expected);
        }
        assert_eq!(key(u32::MAX, u32::MAX), u64::MAX);
        assert_eq!(range(TileCoord::new(0, 0, 0).unwrap()), 0..=u64::MAX);
    }

    proptest! {
        #[test]
        fn unweaves(x: u32, y: u32) {
            prop_assert_eq!(axes(key(x, y)), (x, y));
        }

        #[test]
        fn a_tile_is_exactly_its_range(x: u32, y: u32, z in 0u8..=22, column: u32, row: u32) {
            let side = 1u64 << z;
            let tile = TileCoord::new(z, (u64::from(column) % side) as u32, (u64::from(row) % side) as u32).unwrap();
            let inside = u64::from(x) >> (32 - z) == u64::from(tile.x())
                && u64::from(y) >> (32 - z) == u64::from(tile.y());
            prop_assert_eq!(range(tile).contains(&key(x, y)), inside);
        }

        #[test]
        fn children_share_out_their_parent(z in 0u8..22, column: u32, row: u32) {
            let side = 1u64 << z;
            let (x, y) = ((u64::from(column) % side) as u32, (u64::from(row) % side) as u32);
            let whole = range(TileCoord::new(z, x, y).unwrap());
            let mut next = *whole.start();
            for (right, down) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
                let child = range(TileCoord::new(z + 1, 2 * x + right, 2 * y + down).unwrap());
                prop_assert_eq!(*child.start(), next);
                next = child.end().wrapping_add(1);
            }
            prop_assert_eq!(next, whole.end().wrapping_add(1));
        }
    }
}
