//! Points inside a commune: in its outline where there is one, around its centre elsewhere.
//!
//! Knows rings and chance, nothing of streets or people.

use super::{
    geography::{Commune, Rings},
    rng::Rng,
};

/// Kilometres in a degree of latitude (mean).
const KM_PER_DEGREE: f64 = 111.2;

/// Where a commune's points may fall.
#[derive(Debug)]
pub struct Ground<'a> {
    rings: Option<&'a Rings>,
    centre: [f64; 2],
    /// Kilometres: two thirds of the points of a commune without outline fall within it.
    spread_km: f64,
}

impl<'a> Ground<'a> {
    pub fn new(commune: &Commune, rings: Option<&'a Rings>) -> Self {
        // A village of 500 spreads over 0.7 km around its church, a city of a million over 4 km.
        let spread_km = match rings {
            Some(rings) => (area_km2(rings).sqrt() / 3.2).min(6.0),
            None => (f64::from(commune.population).max(50.0) / 1_000.0).powf(0.25),
        };
        Self { rings, centre: commune.centre, spread_km }
    }

    /// Whether a point is on the commune's ground; everywhere is when it has no outline.
    pub fn holds(&self, point: [f64; 2]) -> bool {
        self.rings.is_none_or(|rings| rings.iter().any(|ring| inside(point, ring)))
    }

    /// A point of the commune, denser towards its centre.
    pub fn point(&self, rng: &mut Rng) -> [f64; 2] {
        for _ in 0..40 {
            let point = self.step(self.centre, rng.bell() * self.spread_km, rng.bell() * self.spread_km);
            if self.holds(point) {
                return point;
            }
        }
        self.centre
    }

    /// The point so many kilometres east and north of another.
    pub fn step(&self, from: [f64; 2], east_km: f64, north_km: f64) -> [f64; 2] {
        let stretch = self.centre[1].to_radians().cos();
        let point = [from[0] + east_km / KM_PER_DEGREE / stretch, from[1] + north_km / KM_PER_DEGREE];
        // BAN gives six decimals; the same figures go in every file.
        point.map(|value| (value * 1e6).round() / 1e6)
    }
}

/// Whether a point is inside a closed ring (even-odd rule).
pub fn inside([x, y]: [f64; 2], ring: &[[f64; 2]]) -> bool {
    ring.windows(2).fold(false, |odd, side| {
        let ([ax, ay], [bx, by]) = (side[0], side[1]);
        odd ^ ((ay > y) != (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax)
    })
}

/// Ground area of closed rings, square kilometres; good to a percent.
fn area_km2(rings: &Rings) -> f64 {
    let planar: f64 = rings
        .iter()
        .map(|ring| ring.windows(2).map(|s| s[0][0] * s[1][1] - s[1][0] * s[0][1]).sum::<f64>().abs() / 2.0)
        .sum();
    let latitude = rings.first().and_then(|ring| ring.first()).map_or(0.0, |point| point[1]);
    planar * KM_PER_DEGREE * KM_PER_DEGREE * latitude.to_radians().cos()
}

#[cfg(test)]
mod tests {
    use super::{super::geography::geography, *};

    #[test]
    fn points_fall_in_their_own_commune() {
        let all = geography();
        for commune in &all.communes["972"] {
            let rings = all.outlines.get(&commune.code);
            let ground = Ground::new(commune, rings);
            assert!(ground.holds(commune.centre), "{}", commune.name);
            let mut rng = Rng::new(1, "test", &commune.code);
            for _ in 0..50 {
                assert!(ground.holds(ground.point(&mut rng)), "{}", commune.name);
            }
        }
    }

    #[test]
    fn martinique_has_its_size() {
        let all = geography();
        let area: f64 = all.communes["972"].iter().map(|c| area_km2(&all.outlines[&c.code])).sum();
        assert!((1_080.0..1_200.0).contains(&area), "{area} km²");
    }
}
