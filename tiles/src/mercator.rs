//! Longitude and latitude to the unit square of the web projection (spherical Mercator) and back.
//!
//! The square's origin is its north-west corner; x grows eastward, y southward, as in tiles.

use std::f64::consts::PI;

/// The latitude where the projection is square: atan(sinh π), in degrees. What lies beyond is drawn on the edge.
pub const MAX_LATITUDE: f64 = 85.051_128_779_806_59;

/// Steps along one axis of the unit square: 2^32, about 9 mm at the equator.
const STEPS: f64 = 4_294_967_296.0;

/// Degrees to the unit square. Longitudes are clamped to ±180, latitudes to ±[`MAX_LATITUDE`].
pub fn unit(lon: f64, lat: f64) -> (f64, f64) {
    let x = lon.clamp(-180.0, 180.0) / 360.0 + 0.5;
    let sin = lat.clamp(-MAX_LATITUDE, MAX_LATITUDE).to_radians().sin();
    let y = 0.5 - ((1.0 + sin) / (1.0 - sin)).ln() / (4.0 * PI);
    (x, y.clamp(0.0, 1.0))
}

/// The unit square to degrees: the inverse of [`unit()`].
pub fn lon_lat(x: f64, y: f64) -> (f64, f64) {
    let lon = (x - 0.5) * 360.0;
    let lat = (PI * (1.0 - 2.0 * y)).sinh().atan().to_degrees();
    (lon, lat)
}

/// Degrees to whole steps of the unit square; the far edges belong to the last step.
pub fn steps(lon: f64, lat: f64) -> (u32, u32) {
    let (x, y) = unit(lon, lat);
    // A float to integer cast saturates, which is what the far edges want.
    ((x * STEPS) as u32, (y * STEPS) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn landmarks() {
        assert_eq!(steps(-180.0, 90.0), (0, 0));
        assert_eq!(steps(180.0, -90.0), (u32::MAX, u32::MAX));
        assert_eq!(steps(500.0, 0.0).0, u32::MAX);
        let (x, y) = unit(0.0, 0.0);
        assert!((x - 0.5).abs() < 1e-12 && (y - 0.5).abs() < 1e-12);
        // North is up: y grows southward.
        assert!(unit(0.0, 10.0).1 < unit(0.0, -10.0).1);
    }

    proptest! {
        #[test]
        fn there_and_back(lon in -180.0..180.0f64, lat in -85.0..85.0f64) {
            let (x, y) = unit(lon, lat);
            let (lon_again, lat_again) = lon_lat(x, y);
            prop_assert!((lon - lon_again).abs() < 1e-9 && (lat - lat_again).abs() < 1e-9);
        }

        #[test]
        fn always_on_the_square(lon in -1e9..1e9f64, lat in -1e9..1e9f64) {
            let (x, y) = unit(lon, lat);
            prop_assert!((0.0..=1.0).contains(&x) && (0.0..=1.0).contains(&y));
        }
    }
}
