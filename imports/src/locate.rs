//! Official coordinates to WGS 84, with a plausibility box. No geocoding: where nothing official holds, the caller
//! gives none and the commune's centre is taken at publication.

use carbet_model::Departement;
use proj4rs::{Proj, transform::transform};
use std::collections::HashMap;

/// Longitude and latitude in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LonLat {
    pub lon: f64,
    pub lat: f64,
}

/// Where the places of each legal projection lie: EPSG, west, south, east, north in degrees, a little wide. Outside
/// of it a coordinate is wrong, whatever the layout. Sources: IGN, extents of the projections.
const BOXES: [(u16, [f64; 4]); 6] = [
    (2154, [-5.5, 41.2, 9.9, 51.3]),
    (5490, [-63.3, 14.2, -60.7, 18.3]),
    (2972, [-54.7, 2.0, -51.4, 6.0]),
    (2975, [55.1, -21.5, 55.95, -20.75]),
    (4471, [44.9, -13.1, 45.4, -12.5]),
    (4467, [-56.6, 46.6, -56.0, 47.3]),
];

/// Turns coordinates of national files into longitude and latitude. Keeps the projections it has set up.
pub struct Locator {
    wgs84: Proj,
    legal: HashMap<u16, Proj>,
}

impl Default for Locator {
    fn default() -> Self {
        Self {
            wgs84: Proj::from_epsg_code(4326).expect("WGS 84 is among the definitions"),
            legal: HashMap::new(),
        }
    }
}

impl Locator {
    /// Metres of the département's legal projection, easting first or northing first: whichever falls in it.
    pub fn projected(&mut self, departement: Departement, a: f64, b: f64) -> Option<LonLat> {
        let (epsg, _) = zone(departement)?;
        let legal = self.legal.entry(epsg).or_insert_with(|| {
            Proj::from_epsg_code(epsg).expect("every projection of the table has a definition")
        });
        let mut found = None;
        for (x, y) in [(a, b), (b, a)] {
            let mut point = (x, y, 0.0);
            if found.is_none() && transform(legal, &self.wgs84, &mut point).is_ok() {
                let (lon, lat) = (point.0.to_degrees(), point.1.to_degrees());
                found = geographic(departement, lon, lat);
            }
        }
        found
    }

    /// The point behind the four numbers of FINESS+, decided by value range. Three layouts are met: (X, Y) =
    /// longitude, latitude and the directions are metres; (X, Y) = easting, northing and the directions are degrees,
    /// latitude first; (X, Y) = northing, easting, the same otherwise.
    pub fn finess(&mut self, departement: Departement, [x, y, lat, lon]: [Option<f64>; 4]) -> Option<LonLat> {
        let pairs = [x.zip(y), lon.zip(lat)];
        let degrees = pairs.into_iter().flatten().find_map(|(lon, lat)| geographic(departement, lon, lat));
        degrees.or_else(|| pairs.into_iter().flatten().find_map(|(a, b)| self.projected(departement, a, b)))
    }
}

fn zone(departement: Departement) -> Option<(u16, [f64; 4])> {
    let epsg = departement.facts()?.epsg;
    BOXES.into_iter().find(|(code, _)| *code == epsg)
}

/// A longitude and latitude as given, if they fall in the département.
pub fn geographic(departement: Departement, lon: f64, lat: f64) -> Option<LonLat> {
    let (_, [west, south, east, north]) = zone(departement)?;
    ((west..=east).contains(&lon) && (south..=north).contains(&lat)).then_some(LonLat { lon, lat })
}

/// A decimal number of a national file: point or comma, spaces around.
pub fn number(text: &str) -> Option<f64> {
    text.trim().replace(',', ".").parse().ok().filter(|value: &f64| value.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn finess(departement: &str, numbers: [f64; 4]) -> Option<(f64, f64)> {
        let departement = departement.parse().expect("a code");
        let rounded = |value: f64| (value * 1e4).round() / 1e4;
        Locator::default()
            .finess(departement, numbers.map(Some))
            .map(|point| (rounded(point.lon), rounded(point.lat)))
    }

    /// Pairs of published records (X, Y, latitude, longitude as named in the file).
    #[test]
    fn the_three_layouts_meet() {
        let ain = Some((6.0749, 46.2676));
        for numbers in [
            [6.074_912, 46.267_633, 6_578_805.24, 936_759.28],
            [936_759.28, 6_578_805.24, 46.267_633, 6.074_912],
            [6_578_805.24, 936_759.28, 46.267_633, 6.074_912],
            [936_759.28, 6_578_805.24, 0.0, 0.0],
            [6_578_805.24, 936_759.28, 0.0, 0.0],
        ] {
            assert_eq!(finess("01", numbers), ain, "{numbers:?}");
        }
        assert_eq!(finess("974", [342_850.92, 7_688_757.72, 0.0, 0.0]), Some((55.4891, -20.8948)));
    }

    #[test]
    fn what_lies_elsewhere_is_refused() {
        assert_eq!(finess("972", [2.35, 48.85, 0.0, 0.0]), None);
        assert_eq!(finess("972", [0.0, 0.0, 0.0, 0.0]), None);
        assert_eq!(finess("972", [f64::MAX, f64::MIN, 1e300, -1e300]), None);
    }

    #[test]
    fn every_departement_has_a_box() {
        for facts in carbet_model::departement::all() {
            assert!(zone(facts.code).is_some(), "{}", facts.name);
        }
    }

    proptest! {
        #[test]
        fn any_numbers_give_a_point_of_the_territory_or_none(numbers in any::<[f64; 4]>()) {
            let departement = "972".parse().expect("a code");
            if let Some(point) = Locator::default().finess(departement, numbers.map(Some)) {
                prop_assert!((-63.3..=-60.7).contains(&point.lon) && (14.2..=18.3).contains(&point.lat));
            }
        }
    }
}
