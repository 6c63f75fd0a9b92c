//! Territory outlines to tiles: polygons, and the points where their names go. No listing is counted here.

use geo_types::{LineString, MultiPolygon};
use serde::{Deserialize, Serialize};

use crate::clip;
use crate::coord::TileCoord;
use crate::encode::{EXTENT, LayerWriter, Value, encode, local};
use crate::layer::{CODE, KIND, NAME, OUTLINE, SIZE, STAGE, TERRITORIES, TERRITORY_LABELS, opaque_id};
use crate::mercator;
use crate::morton;
use crate::simplify::{Junctions, Position, weights};

/// Units drawn beyond the edge of a tile, so that outlines do not show the edge, wide ones (shoals, 34 px) included: 24 px in a
/// tile of 512.
const BUFFER: f64 = 192.0;

/// Half a pixel of a 512 px tile, in units: a vertex is left out when its triangle is under its square.
const TOLERANCE: f64 = 4.0;

/// A territory as it is drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Territory {
    /// `commune`, `cpts` or `departement`.
    pub kind: String,
    /// Official code; with the kind, what identifies it.
    pub code: String,
    /// Name in French.
    pub name: String,
    /// Stage of a CPTS project.
    pub stage: Option<String>,
    /// Size class of a CPTS.
    pub size: Option<String>,
    /// `official` or `schematic`.
    pub outline: String,
    /// Degrees (WGS 84); rings in any direction; empty when the outline is unknown. No crossing of the 180th
    /// meridian.
    pub shape: MultiPolygon<f64>,
    /// Where the name goes: longitude, latitude in degrees.
    pub label: Option<[f64; 2]>,
}

/// All territories, projected and measured once.
#[derive(Debug)]
pub struct TerritoryLayer {
    drawings: Vec<Drawing>,
}

#[derive(Debug)]
struct Drawing {
    id: u64,
    attributes: Vec<(&'static str, Value)>,
    polygons: Vec<Vec<Ring>>,
    label: Option<(u32, u32)>,
}

/// An open ring of the unit square with the weight of each vertex, and its box: west, north, east, south.
#[derive(Debug)]
struct Ring {
    positions: Vec<Position>,
    weights: Vec<f64>,
    bounds: [f64; 4],
}

impl TerritoryLayer {
    /// Prepares the outlines; they are drawn in the order given, the first below the others.
    pub fn build(territories: impl IntoIterator<Item = Territory>) -> Self {
        let mut junctions = Junctions::default();
        let mut projected = Vec::new();
        for territory in territories {
            let polygons: Vec<Vec<Vec<Position>>> = territory.shape.iter().map(project).collect();
            polygons.iter().flatten().for_each(|ring| junctions.note(ring));
            projected.push((territory, polygons));
        }
        let drawings = projected.into_iter().map(|(territory, polygons)| {
            let measured = polygons.into_iter().filter(|rings| rings.first().is_some_and(|it| it.len() > 2));
            let polygons = measured
                .map(|rings| rings.into_iter().map(|ring| Ring::measure(ring, &junctions)).collect())
                .collect();
            Drawing::new(&territory, polygons)
        });
        Self { drawings: drawings.collect() }
    }

    /// The number of territories.
    pub fn len(&self) -> usize {
        self.drawings.len()
    }

    /// Whether there is no territory.
    pub fn is_empty(&self) -> bool {
        self.drawings.is_empty()
    }

    /// The layers `territories` and `territory_labels` of a tile; `None` when it is empty.
    pub fn tile(&self, tile: TileCoord) -> Option<Vec<u8>> {
        let mut outlines = LayerWriter::new(TERRITORIES);
        let mut labels = LayerWriter::new(TERRITORY_LABELS);
        let frame = Frame::new(tile);
        for drawing in &self.drawings {
            let rings = drawing.rings(&frame);
            if !rings.is_empty() {
                let rings = rings.iter().map(Vec::as_slice);
                outlines.polygons(drawing.id, rings, drawing.attributes.clone());
            }
            if let Some((x, y)) = drawing.label
                && morton::range(tile).contains(&morton::key(x, y))
            {
                labels.point(drawing.id, local(tile, x, y), drawing.attributes.clone());
            }
        }
        encode([outlines, labels])
    }
}

impl Drawing {
    fn new(territory: &Territory, polygons: Vec<Vec<Ring>>) -> Self {
        let texts = [
            (KIND, Some(&territory.kind)),
            (CODE, Some(&territory.code)),
            (NAME, Some(&territory.name)),
            (STAGE, territory.stage.as_ref()),
            (SIZE, territory.size.as_ref()),
            (OUTLINE, Some(&territory.outline)),
        ];
        let known = texts.into_iter().filter_map(|(name, text)| Some((name, Value::Text(text?.clone()))));
        let label = territory.label.filter(|at| at.iter().all(|axis| axis.is_finite()));
        Self {
            id: opaque_id(fingerprint(&format!("{}:{}", territory.kind, territory.code))),
            attributes: known.collect(),
            polygons,
            label: label.map(|[lon, lat]| mercator::steps(lon, lat)),
        }
    }

    /// The rings to draw in a tile: each exterior followed by its holes.
    fn rings(&self, frame: &Frame) -> Vec<Vec<[i32; 2]>> {
        let mut drawn = Vec::new();
        for polygon in &self.polygons {
            let Some((exterior, holes)) = polygon.split_first() else { continue };
            let Some(exterior) = frame.draw(exterior, true) else { continue };
            let holes: Vec<_> = holes.iter().filter_map(|hole| frame.draw(hole, false)).collect();
            let area: i64 =
                std::iter::once(&exterior).chain(&holes).map(|ring| clip::doubled_area(ring)).sum();
            // A tile that lies in a hole: nothing of the territory is there.
            if area > 0 {
                drawn.push(exterior);
                drawn.extend(holes);
            }
        }
        drawn
    }
}

impl Ring {
    fn measure(positions: Vec<Position>, junctions: &Junctions) -> Self {
        let empty = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        let bounds = positions.iter().fold(empty, |[west, north, east, south], [x, y]| {
            [west.min(*x), north.min(*y), east.max(*x), south.max(*y)]
        });
        Self { weights: weights(&positions, junctions), positions, bounds }
    }
}

/// A tile as a window on the unit square.
struct Frame {
    /// Units of the tile in one side of the world.
    scale: f64,
    west: f64,
    north: f64,
}

impl Frame {
    fn new(tile: TileCoord) -> Self {
        let extent = f64::from(EXTENT);
        let (west, north) = (f64::from(tile.x()) * extent, f64::from(tile.y()) * extent);
        Self { scale: f64::from(1u32 << tile.z()) * extent, west, north }
    }

    fn place(&self, [x, y]: Position) -> Position {
        [x * self.scale - self.west, y * self.scale - self.north]
    }

    /// A ring in units of the tile, simplified then clipped; `None` when nothing of it shows.
    fn draw(&self, ring: &Ring, exterior: bool) -> Option<Vec<[i32; 2]>> {
        let (low, high) = (-BUFFER, f64::from(EXTENT) + BUFFER);
        let [west, north, east, south] = ring.bounds;
        let [near, far] = [self.place([west, north]), self.place([east, south])];
        if near.iter().any(|axis| *axis > high) || far.iter().any(|axis| *axis < low) {
            return None;
        }
        let tolerance = (TOLERANCE / self.scale).powi(2);
        let weighed = ring.positions.iter().zip(&ring.weights);
        let kept =
            weighed.filter(|(_, weight)| **weight > tolerance).map(|(it, _)| self.place(*it)).collect();
        clip::snap(&clip::ring(kept, low, high), exterior)
    }
}

/// The rings of a polygon, exterior first, open, in the unit square.
fn project(polygon: &geo_types::Polygon<f64>) -> Vec<Vec<Position>> {
    std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(open_ring).collect()
}

fn open_ring(line: &LineString<f64>) -> Vec<Position> {
    let mut ring: Vec<Position> = line
        .coords()
        .filter(|at| at.x.is_finite() && at.y.is_finite())
        .map(|at| <[f64; 2]>::from(mercator::unit(at.x, at.y)))
        .collect();
    ring.dedup();
    while ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    ring
}

/// FNV-1a: the same identity gives the same number on every machine and in every version.
fn fingerprint(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::{Seen, decode};
    use geo_types::Polygon;
    use proptest::prelude::*;

    fn territory(code: &str, polygons: Vec<Polygon<f64>>, label: Option<[f64; 2]>) -> Territory {
        Territory {
            kind: "commune".to_owned(),
            code: code.to_owned(),
            name: format!("Commune {code}"),
            stage: None,
            size: None,
            outline: "schematic".to_owned(),
            shape: MultiPolygon(polygons),
            label,
        }
    }

    fn square(west: f64, south: f64, side: f64) -> LineString<f64> {
        let (east, north) = (west + side, south + side);
        LineString::from(vec![(west, south), (east, south), (east, north), (west, north), (west, south)])
    }

    fn outlines(layer: &TerritoryLayer, z: u8, x: u32, y: u32) -> Vec<Seen> {
        let bytes = layer.tile(TileCoord::new(z, x, y).unwrap());
        bytes.and_then(|bytes| decode(&bytes).remove("territories")).unwrap_or_default()
    }

    /// Every ring in order: an exterior opens each polygon, holes turn the other way, nothing leaves the buffer.
    fn check(seen: &Seen) {
        assert_eq!(seen.form, geozero::mvt::tile::GeomType::Polygon);
        assert!(clip::doubled_area(&seen.parts[0]) > 0, "the first ring must be an exterior");
        for ring in &seen.parts {
            assert!(ring.len() > 2 && clip::doubled_area(ring) != 0);
            assert!(ring.iter().flatten().all(|axis| (-192..=4288).contains(axis)));
        }
    }

    #[test]
    fn a_square_with_a_hole() {
        let holed = Polygon::new(square(-40.0, 10.0, 20.0), vec![square(-35.0, 15.0, 10.0)]);
        let layer = TerritoryLayer::build([territory("97209", vec![holed], Some([-30.0, 20.0]))]);
        let seen = outlines(&layer, 2, 1, 1);
        check(&seen[0]);
        assert_eq!(seen[0].parts.len(), 2);
        assert!(clip::doubled_area(&seen[0].parts[1]) < 0);
        assert_eq!(seen[0].attributes["code"], "97209");
        assert_eq!(seen[0].attributes["outline"], "schematic");
        assert!(!seen[0].attributes.contains_key("stage"));
        // A tile in the hole, and one across the world.
        assert!(outlines(&layer, 8, 106, 113).is_empty());
        assert_eq!(layer.tile(TileCoord::new(2, 3, 3).unwrap()), None);
    }

    #[test]
    fn a_name_is_in_one_tile() {
        let layer = TerritoryLayer::build([territory("97209", vec![], Some([-61.07, 14.6]))]);
        let tiles = (337..=339).flat_map(|x| (468..=470).map(move |y| TileCoord::new(10, x, y).unwrap()));
        let found: Vec<_> = tiles.filter_map(|tile| layer.tile(tile)).collect();
        assert_eq!(found.len(), 1);
        let seen = decode(&found[0]);
        assert_eq!(seen["territory_labels"][0].attributes["name"], "Commune 97209");
        assert!(!seen.contains_key("territories"));
    }

    #[test]
    fn a_tile_inside_is_filled_to_its_buffer() {
        let layer = TerritoryLayer::build([territory(
            "1",
            vec![Polygon::new(square(-62.0, 14.0, 2.0), vec![])],
            None,
        )]);
        let seen = outlines(&layer, 14, 5412, 7520);
        check(&seen[0]);
        assert_eq!(clip::doubled_area(&seen[0].parts[0]), 2 * 4480 * 4480);
    }

    #[test]
    fn broken_outlines_are_left_out() {
        let line = LineString::from(vec![(-61.0, 14.0), (-61.0, 14.5), (-61.0, 14.0)]);
        let lost = LineString::from(vec![(f64::NAN, 14.0), (-61.0, f64::INFINITY), (1.0, 1.0)]);
        let broken = vec![
            Polygon::new(line, vec![]),
            Polygon::new(lost, vec![]),
            Polygon::new(LineString(vec![]), vec![]),
        ];
        let layer = TerritoryLayer::build([territory("1", broken, Some([f64::NAN, 0.0]))]);
        assert_eq!(layer.len(), 1);
        assert_eq!(layer.tile(TileCoord::new(0, 0, 0).unwrap()), None);
    }

    proptest! {
        /// Stars around a centre, in both directions, cut by tiles of all zooms.
        #[test]
        fn rings_are_always_valid(
            radii in prop::collection::vec(0.05..0.4f64, 3..60),
            clockwise: bool,
            z in 0u8..=14,
        ) {
            let turn = std::f64::consts::TAU / radii.len() as f64;
            let mut star: Vec<(f64, f64)> = radii.iter().enumerate()
                .map(|(rank, radius)| (rank as f64 * turn, radius))
                .map(|(angle, radius)| (-61.0 + radius * angle.cos(), 14.6 + radius * angle.sin()))
                .collect();
            if clockwise {
                star.reverse();
            }
            let hole = square(-61.01, 14.59, 0.02);
            let star = Polygon::new(LineString::from(star), vec![hole]);
            let layer = TerritoryLayer::build([territory("1", vec![star], None)]);
            let (x, y) = mercator::steps(-61.0, 14.6);
            let down = |axis: u32| (u64::from(axis) >> (32 - z)) as u32;
            for column in down(x).saturating_sub(1)..=down(x) {
                for seen in outlines(&layer, z, column, down(y)) {
                    check(&seen);
                }
            }
        }
    }
}
