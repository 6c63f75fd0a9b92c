//! WGS 84 to the legal projection of a département: Lambert-93 on the mainland, a UTM zone overseas.
//!
//! The mirror of what importers undo. The codes come from the model.

use proj4rs::{Proj, transform::transform};

/// The projection of one département.
pub struct Local {
    wgs84: Proj,
    legal: Proj,
}

impl Local {
    /// The projection of a département code; Lambert-93 for a code the model does not know.
    pub fn of(departement: &str) -> Self {
        let facts = departement.parse().ok().and_then(carbet_model::Departement::facts);
        let epsg = facts.map_or(2154, |facts| facts.epsg);
        Self {
            wgs84: Proj::from_epsg_code(4326).expect("WGS 84 is among the definitions"),
            legal: Proj::from_epsg_code(epsg).expect("the model only lists projections with a definition"),
        }
    }

    /// Easting and northing in metres of a longitude and latitude in degrees.
    pub fn project(&self, [lon, lat]: [f64; 2]) -> [f64; 2] {
        let mut point = (lon.to_radians(), lat.to_radians(), 0.0);
        transform(&self.wgs84, &self.legal, &mut point)
            .expect("every commune lies within its legal projection");
        [point.0, point.1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expected metres: the two coordinate pairs of published FINESS records (Lambert-93) and, for UTM 20 N, the
    /// central meridian (easting 500 km by definition) and the equator.
    #[test]
    fn follows_the_official_pairs() {
        let near = |a: [f64; 2], b: [f64; 2]| (a[0] - b[0]).abs() < 1.0 && (a[1] - b[1]).abs() < 1.0;
        assert!(near(Local::of("01").project([6.074912, 46.267633]), [936_759.28, 6_578_805.24]));
        assert!(near(Local::of("974").project([55.489104, -20.894784]), [342_850.92, 7_688_757.72]));
        assert!((Local::of("972").project([-63.0, 14.6])[0] - 500_000.0).abs() < 0.01);
    }

    #[test]
    fn every_departement_has_a_projection() {
        for facts in carbet_model::departement::all() {
            Local::of(facts.code.as_str());
        }
    }
}
