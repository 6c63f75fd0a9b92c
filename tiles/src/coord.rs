//! The address of a tile. The only place that checks z, x and y; everything after it may trust them.

use crate::error::TilesError;
use crate::mercator;

/// The deepest zoom that is served; clients enlarge these tiles beyond it.
pub const MAX_ZOOM: u8 = 16;
/// The deepest zoom that can be addressed at all: beyond it, a 32-bit axis leaves under ten bits in a tile.
pub const DEEPEST_ZOOM: u8 = 22;

const NUMBER: &str = "a whole number in decimal digits";
const FILE: &str = "a file name such as 469.mvt";

/// A tile of the usual web grid: `2^z` columns from the west, `2^z` rows from the north.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TileCoord {
    z: u8,
    x: u32,
    y: u32,
}

impl TileCoord {
    /// Checks the zoom against [`DEEPEST_ZOOM`], the column and the row against the grid of that zoom.
    pub fn new(z: u8, x: u32, y: u32) -> Result<Self, TilesError> {
        if z > DEEPEST_ZOOM {
            return Err(TilesError::TooDeep { max: DEEPEST_ZOOM });
        }
        let max = (1u32 << z) - 1;
        if x > max {
            return Err(TilesError::OutsideGrid { parameter: "x", max });
        }
        if y > max {
            return Err(TilesError::OutsideGrid { parameter: "y", max });
        }
        Ok(Self { z, x, y })
    }

    /// Reads the three parts of a request path: `10`, `338`, `469.mvt`. Zooms over [`MAX_ZOOM`] are refused.
    ///
    /// A tile has one spelling: signs, blanks and leading zeros are refused too.
    pub fn parse(z: &str, x: &str, file: &str) -> Result<Self, TilesError> {
        let y = file.strip_suffix(".mvt").ok_or(TilesError::Malformed { parameter: "y", expected: FILE })?;
        let z = number(z).ok_or(TilesError::Malformed { parameter: "z", expected: NUMBER })?;
        let x = number(x).ok_or(TilesError::Malformed { parameter: "x", expected: NUMBER })?;
        let y = number(y).ok_or(TilesError::Malformed { parameter: "y", expected: FILE })?;
        match u8::try_from(z) {
            Ok(z) if z <= MAX_ZOOM => Self::new(z, x, y),
            _ => Err(TilesError::TooDeep { max: MAX_ZOOM }),
        }
    }

    /// The zoom, 0 for the whole world in one tile.
    pub fn z(self) -> u8 {
        self.z
    }

    /// The column, from the west.
    pub fn x(self) -> u32 {
        self.x
    }

    /// The row, from the north.
    pub fn y(self) -> u32 {
        self.y
    }

    /// The tile of the zoom above that contains this one; `None` for the world.
    pub fn parent(self) -> Option<Self> {
        let z = self.z.checked_sub(1)?;
        Some(Self { z, x: self.x >> 1, y: self.y >> 1 })
    }

    /// West, south, east, north, in degrees (WGS 84).
    pub fn bounds(self) -> [f64; 4] {
        let side = f64::from(1u32 << self.z);
        let (west, north) = mercator::lon_lat(f64::from(self.x) / side, f64::from(self.y) / side);
        let (east, south) = mercator::lon_lat(f64::from(self.x + 1) / side, f64::from(self.y + 1) / side);
        [west, south, east, north]
    }
}

/// Up to ten digits without sign or leading zero.
fn number(text: &str) -> Option<u32> {
    let plain = !text.is_empty() && text.len() <= 10 && text.bytes().all(|byte| byte.is_ascii_digit());
    let padded = text.len() > 1 && text.starts_with('0');
    if plain && !padded { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_request_path() {
        let tile = TileCoord::parse("10", "338", "469.mvt").unwrap();
        assert_eq!((tile.z(), tile.x(), tile.y()), (10, 338, 469));
        assert_eq!(tile.parent(), Some(TileCoord::new(9, 169, 234).unwrap()));
        assert_eq!(TileCoord::parse("0", "0", "0.mvt").unwrap().parent(), None);
        assert!(TileCoord::parse("16", "65535", "65535.mvt").is_ok());
    }

    #[test]
    fn names_the_wrong_parameter() {
        let table = [
            ("", "0", "0.mvt", "z"),
            ("-1", "0", "0.mvt", "z"),
            ("+1", "0", "0.mvt", "z"),
            ("01", "0", "0.mvt", "z"),
            ("1.0", "0", "0.mvt", "z"),
            ("17", "0", "0.mvt", "z"),
            ("256", "0", "0.mvt", "z"),
            ("99999999999999999999", "0", "0.mvt", "z"),
            ("10", "1024", "0.mvt", "x"),
            ("10", "4294967296", "0.mvt", "x"),
            ("10", "trois", "0.mvt", "x"),
            ("10", "٣", "0.mvt", "x"),
            ("10", "0", "1024.mvt", "y"),
            ("10", "0", "0", "y"),
            ("10", "0", ".mvt", "y"),
            ("10", "0", "0.png", "y"),
            ("10", "0", "0.mvt.mvt", "y"),
            ("10", "0", "0.MVT", "y"),
        ];
        for (z, x, file, parameter) in table {
            let refused = TileCoord::parse(z, x, file).unwrap_err();
            assert_eq!(refused.parameter(), Some(parameter), "{z}/{x}/{file}: {refused}");
        }
    }

    #[test]
    fn bounds_in_degrees() {
        let world = TileCoord::new(0, 0, 0).unwrap().bounds();
        for (found, expected) in world.into_iter().zip([-180.0, -85.051_128_779, 180.0, 85.051_128_779]) {
            assert!((found - expected).abs() < 1e-6, "{world:?}");
        }
        // Fort-de-France, 61.0742° W 14.6037° N, lies in this tile.
        let [west, south, east, north] = TileCoord::new(10, 338, 470).unwrap().bounds();
        assert!(west < -61.0742 && -61.0742 < east && south < 14.6037 && 14.6037 < north);
    }

    #[test]
    fn zoom_limit() {
        assert!(TileCoord::new(DEEPEST_ZOOM, (1 << 22) - 1, 0).is_ok());
        assert_eq!(TileCoord::new(23, 0, 0).unwrap_err().parameter(), Some("z"));
    }
}
