//! A small drawing of where a commune is in its département. An illustration: everything it says is also in words.

use super::layout::Layout;
use crate::snapshot::{Snapshot, Territory};
use carbet_model::Insee;
use geo::Simplify;
use geo_types::{LineString, MultiPolygon};

/// Units of the drawing, as wide and high as on screen.
pub const WIDTH: f64 = 240.0;
pub const HEIGHT: f64 = 168.0;
/// Room kept around the coast.
const MARGIN: f64 = 10.0;
/// What is straighter than this is a line, what is nearer is one point: half a pixel.
const STEP: f64 = 0.5;

/// The drawing of one commune.
pub struct Situation {
    /// SVG path of the département.
    pub land: String,
    /// SVG path of the commune.
    pub here: String,
    /// « Le Lamentin, en Martinique ».
    pub label: String,
    pub is_schematic: bool,
}

/// None when either outline is unknown.
pub fn of(page: &Layout, snapshot: &Snapshot, commune: &Territory) -> Option<Situation> {
    let code: Insee = commune.code.parse().ok()?;
    let around = snapshot.territory(&format!("departement:{}", code.departement()))?;
    let frame = Frame::around(around.bounds?)?;
    let (land, here) = (frame.path(around.shape()), frame.path(commune.shape()));
    (!land.is_empty() && !here.is_empty()).then(|| Situation {
        land,
        here,
        label: format!("{}, {}", commune.label, page.within),
        is_schematic: commune.outline.as_deref() != Some("official"),
    })
}

/// Degrees to units: equirectangular, true along the middle parallel.
struct Frame {
    west: f64,
    north: f64,
    /// Units per degree of latitude, and how much shorter a degree of longitude is.
    scale: f64,
    squeeze: f64,
    left: f64,
    top: f64,
}

impl Frame {
    fn around([west, south, east, north]: [f64; 4]) -> Option<Self> {
        let squeeze = ((south + north) / 2.0).to_radians().cos();
        let (wide, high) = ((east - west) * squeeze, north - south);
        if !(wide > 0.0 && high > 0.0) {
            return None;
        }
        let scale = ((WIDTH - 2.0 * MARGIN) / wide).min((HEIGHT - 2.0 * MARGIN) / high);
        let (left, top) = ((WIDTH - wide * scale) / 2.0, (HEIGHT - high * scale) / 2.0);
        Some(Self { west, north, scale, squeeze, left, top })
    }

    fn path(&self, shape: &MultiPolygon<f64>) -> String {
        shape.0.iter().map(|polygon| self.ring(polygon.exterior())).collect()
    }

    /// A closed ring, without the points that would fall on the one before. Islets under a pixel disappear.
    fn ring(&self, ring: &LineString<f64>) -> String {
        let snap = |units: f64| (units / STEP).round() * STEP;
        let mut points: Vec<(f64, f64)> = Vec::new();
        for at in ring.simplify(STEP / self.scale).coords() {
            let x = snap(self.left + (at.x - self.west) * self.squeeze * self.scale);
            let y = snap(self.top + (self.north - at.y) * self.scale);
            if points.last() != Some(&(x, y)) {
                points.push((x, y));
            }
        }
        if points.len() < 4 {
            return String::new();
        }
        let pairs: Vec<String> = points.iter().map(|(x, y)| format!("{x} {y}")).collect();
        format!("M{}Z", pairs.join("L"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo_types::polygon;

    #[test]
    fn a_square_fills_the_height() {
        let frame = Frame::around([-1.0, -1.0, 1.0, 1.0]).expect("a surface");
        let square = polygon![(x: -1.0, y: -1.0), (x: 1.0, y: -1.0), (x: 1.0, y: 1.0), (x: -1.0, y: 1.0)];
        assert_eq!(frame.path(&MultiPolygon(vec![square])), "M46 158L194 158L194 10L46 10L46 158Z");
    }

    #[test]
    fn what_is_under_a_pixel_is_left_out() {
        let frame = Frame::around([-1.0, -1.0, 1.0, 1.0]).expect("a surface");
        let islet = polygon![(x: 0.0, y: 0.0), (x: 0.001, y: 0.0), (x: 0.001, y: 0.001)];
        assert_eq!(frame.path(&MultiPolygon(vec![islet])), "");
        assert!(Frame::around([1.0, 1.0, 1.0, 1.0]).is_none());
    }
}
