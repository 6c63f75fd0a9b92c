//! Features to the bytes of a vector tile (MVT 2.1). It decides how things are written, never what is shown.

use std::collections::HashMap;

use carbet_model::kind::Kind;
use geozero::mvt::{Message, Tile, tile};

use crate::atlas::Atlas;
use crate::cluster::{Cluster, clusters};
use crate::coord::TileCoord;
use crate::layer::{APPROXIMATE, COUNT, COUNTS_BY_KIND, KIND, PLACES};
use crate::mask::Filter;

/// Units along the side of a tile: eight to a pixel in a tile of 512 px.
pub const EXTENT: u32 = 4096;
const EXTENT_BITS: u32 = EXTENT.trailing_zeros();

/// The `places` tile: clusters, then from [`crate::PLACES_ZOOM`] on one point per position. No buffer: a listing
/// is in one tile of a zoom. `None` when nothing matches there.
pub fn places_tile(atlas: &Atlas, filter: &Filter, tile: TileCoord) -> Option<Vec<u8>> {
    let mut layer = LayerWriter::new(PLACES);
    for cluster in clusters(atlas, filter, tile) {
        layer.point(cluster.id, local(tile, cluster.x, cluster.y), attributes(&cluster));
    }
    encode([layer])
}

fn attributes(cluster: &Cluster) -> Vec<(&'static str, Value)> {
    let mut attributes = vec![(COUNT, Value::Uint(u64::from(cluster.count())))];
    let present =
        Kind::ALL.into_iter().zip(COUNTS_BY_KIND).zip(cluster.counts).filter(|(_, count)| *count > 0);
    let present: Vec<_> = present.collect();
    if let [((kind, _), _)] = present[..] {
        attributes.push((KIND, Value::Text(kind.as_str().to_owned())));
    } else {
        attributes.extend(present.iter().map(|((_, name), count)| (*name, Value::Uint(u64::from(*count)))));
    }
    if cluster.approximate {
        attributes.push((APPROXIMATE, Value::Bool(true)));
    }
    attributes
}

/// A position in steps of 2^-32 of the world to units of a tile that contains it: 0 to [`EXTENT`] − 1.
pub(crate) fn local(tile: TileCoord, x: u32, y: u32) -> [i32; 2] {
    let depth = 32 - u32::from(tile.z());
    let inside = (1u64 << depth) - 1;
    [x, y].map(|axis| ((u64::from(axis) & inside) << EXTENT_BITS >> depth) as i32)
}

/// The bytes of the layers that have features; `None` when none has.
pub(crate) fn encode(layers: impl IntoIterator<Item = LayerWriter>) -> Option<Vec<u8>> {
    let layers: Vec<_> =
        layers.into_iter().map(|writer| writer.layer).filter(|layer| !layer.features.is_empty()).collect();
    (!layers.is_empty()).then(|| Tile { layers }.encode_to_vec())
}

/// An attribute value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Value {
    Text(String),
    Uint(u64),
    Bool(bool),
}

/// A layer being written; its dictionaries hold each key and each value once.
pub(crate) struct LayerWriter {
    layer: tile::Layer,
    keys: HashMap<&'static str, u32>,
    values: HashMap<Value, u32>,
}

impl LayerWriter {
    pub(crate) fn new(name: &str) -> Self {
        let layer =
            tile::Layer { version: 2, name: name.to_owned(), extent: Some(EXTENT), ..Default::default() };
        Self { layer, keys: HashMap::new(), values: HashMap::new() }
    }

    /// Adds a point.
    pub(crate) fn point(&mut self, id: u64, at: [i32; 2], attributes: Vec<(&'static str, Value)>) {
        let mut geometry = Geometry::default();
        geometry.move_to(at);
        self.feature(id, tile::GeomType::Point, geometry, attributes);
    }

    /// Adds polygons: for each, its exterior then its holes, open rings of at least three positions that wind as
    /// MVT 2.1 wants (§4.3.3.3: positive area outside, negative inside, y down).
    pub(crate) fn polygons<'a>(
        &mut self,
        id: u64,
        rings: impl IntoIterator<Item = &'a [[i32; 2]]>,
        attributes: Vec<(&'static str, Value)>,
    ) {
        let mut geometry = Geometry::default();
        for ring in rings {
            geometry.ring(ring);
        }
        self.feature(id, tile::GeomType::Polygon, geometry, attributes);
    }

    fn feature(
        &mut self,
        id: u64,
        form: tile::GeomType,
        geometry: Geometry,
        attributes: Vec<(&'static str, Value)>,
    ) {
        let mut tags = Vec::with_capacity(2 * attributes.len());
        for (key, value) in attributes {
            tags.push(self.key(key));
            tags.push(self.value(value));
        }
        let feature =
            tile::Feature { id: Some(id), tags, r#type: Some(form as i32), geometry: geometry.commands };
        self.layer.features.push(feature);
    }

    fn key(&mut self, key: &'static str) -> u32 {
        let keys = &mut self.layer.keys;
        *self.keys.entry(key).or_insert_with(|| {
            keys.push(key.to_owned());
            keys.len() as u32 - 1
        })
    }

    fn value(&mut self, value: Value) -> u32 {
        let values = &mut self.layer.values;
        let written = match &value {
            Value::Text(text) => tile::Value { string_value: Some(text.clone()), ..Default::default() },
            Value::Uint(number) => tile::Value { uint_value: Some(*number), ..Default::default() },
            Value::Bool(truth) => tile::Value { bool_value: Some(*truth), ..Default::default() },
        };
        *self.values.entry(value).or_insert_with(|| {
            values.push(written);
            values.len() as u32 - 1
        })
    }
}

/// Drawing commands (MVT 2.1 §4.3): positions are written as zigzag steps from the one before.
#[derive(Default)]
struct Geometry {
    commands: Vec<u32>,
    pen: [i32; 2],
}

impl Geometry {
    const MOVE_TO: u32 = 1;
    const LINE_TO: u32 = 2;
    const CLOSE_PATH: u32 = 7;

    fn command(&mut self, command: u32, count: usize) {
        self.commands.push(command | (count as u32) << 3);
    }

    fn step(&mut self, to: [i32; 2]) {
        for (pen, axis) in self.pen.iter_mut().zip(to) {
            let delta = axis - *pen;
            self.commands.push((delta << 1 ^ delta >> 31) as u32);
            *pen = axis;
        }
    }

    fn move_to(&mut self, at: [i32; 2]) {
        self.command(Self::MOVE_TO, 1);
        self.step(at);
    }

    fn ring(&mut self, ring: &[[i32; 2]]) {
        let Some((first, rest)) = ring.split_first() else { return };
        self.move_to(*first);
        self.command(Self::LINE_TO, rest.len());
        for position in rest {
            self.step(*position);
        }
        self.command(Self::CLOSE_PATH, 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::decode;
    use crate::point::Point;
    use proptest::prelude::*;

    #[test]
    fn says_what_is_there() {
        let here = |number, kind| Point::new(number, -61.07, 14.60, kind);
        let centre = Point { approximate: true, ..Point::new(9, -61.0705, 14.6002, Kind::MentalHealth) };
        let atlas = Atlas::build([
            here(1, Kind::Professional),
            here(2, Kind::Professional),
            here(3, Kind::Equipment),
            centre,
        ])
        .unwrap();
        // 61.07° W 14.60° N is in column 5412, row 7520 of zoom 14: floor(16384 × (x, y) of the unit square).
        let tile = TileCoord::new(14, 5412, 7520).unwrap();
        let seen = &decode(&places_tile(&atlas, &Filter::new(), tile).unwrap())["places"];
        let spelled: Vec<String> = seen.iter().map(|it| format!("{:?}", it.attributes)).collect();
        assert!(spelled.contains(&r#"{"count": "3", "n_equipment": "1", "n_professional": "2"}"#.to_owned()));
        assert!(
            spelled.contains(&r#"{"approximate": "true", "count": "1", "kind": "mental_health"}"#.to_owned())
        );
        assert_eq!(places_tile(&atlas, &Filter::new().kinds([Kind::Shelter]), tile), None);
        let alike = decode(&places_tile(&atlas, &Filter::new().kinds([Kind::Professional]), tile).unwrap());
        assert_eq!(alike["places"][0].attributes["kind"], "professional");
        assert_eq!(alike["places"][0].number("count"), 2);
    }

    #[test]
    fn positions_in_a_tile() {
        let world = TileCoord::new(0, 0, 0).unwrap();
        assert_eq!(local(world, u32::MAX, 0), [4095, 0]);
        assert_eq!(local(world, 1 << 31, 1 << 30), [2048, 1024]);
        let deep = TileCoord::new(22, 5, 9).unwrap();
        assert_eq!(local(deep, 5 << 10 | 1023, 9 << 10), [4092, 0]);
    }

    proptest! {
        #[test]
        fn reads_back(
            features in prop::collection::vec(
                (0u64..1 << 53, 0i32..4096, 0i32..4096, 1u64..1000, prop::option::of(prop::sample::select(&Kind::ALL[..])), any::<bool>()),
                1..50,
            ),
        ) {
            let mut layer = LayerWriter::new("places");
            for (id, x, y, count, kind, approximate) in &features {
                let mut attributes = vec![(COUNT, Value::Uint(*count)), (APPROXIMATE, Value::Bool(*approximate))];
                attributes.extend(kind.map(|kind| (KIND, Value::Text(kind.as_str().to_owned()))));
                layer.point(*id, [*x, *y], attributes);
            }
            let seen = &decode(&encode([layer]).unwrap())["places"];
            prop_assert_eq!(seen.len(), features.len());
            for (seen, (id, x, y, count, kind, approximate)) in seen.iter().zip(&features) {
                prop_assert_eq!((seen.id, seen.form), (*id, tile::GeomType::Point));
                prop_assert_eq!(&seen.parts, &vec![vec![[*x, *y]]]);
                prop_assert_eq!(u64::from(seen.number("count")), *count);
                prop_assert_eq!(&seen.attributes["approximate"], &approximate.to_string());
                prop_assert_eq!(seen.attributes.get("kind").map(String::as_str), kind.map(Kind::as_str));
            }
        }

        #[test]
        fn tiles_carry_the_counts(
            points in prop::collection::vec((-61.3..-60.8f64, 14.35..14.9f64, prop::sample::select(&Kind::ALL[..])), 1..200),
            z in 0u8..=16,
        ) {
            let points = points.into_iter().enumerate();
            let points: Vec<Point> =
                points.map(|(number, (lon, lat, kind))| Point::new(number as u32, lon, lat, kind)).collect();
            let atlas = Atlas::build(points.clone()).unwrap();
            let tiles: std::collections::HashSet<TileCoord> = points.iter().map(|point| {
                let (x, y) = crate::mercator::steps(point.lon, point.lat);
                let down = |axis: u32| (u64::from(axis) >> (32 - z)) as u32;
                TileCoord::new(z, down(x), down(y)).unwrap()
            }).collect();
            let mut sum = 0;
            for tile in tiles {
                for seen in &decode(&places_tile(&atlas, &Filter::new(), tile).unwrap())["places"] {
                    prop_assert!(seen.parts[0][0].iter().all(|axis| (0..4096).contains(axis)));
                    let by_kind: u32 = COUNTS_BY_KIND.iter().map(|name| seen.number(name)).sum();
                    prop_assert!(seen.attributes.contains_key("kind") != (by_kind == seen.number("count")));
                    sum += seen.number("count");
                }
            }
            prop_assert_eq!(sum as usize, points.len());
        }
    }
}
