//! Vector tiles read back: what is in a layer, as values a test can add up.

use crate::app::App;
use axum::http::StatusCode;
use carbet_tiles::mercator;
use geozero::mvt::{Message, Tile};
use std::collections::BTreeMap;

/// An attribute of a feature.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Text(String),
    Number(u64),
    Yes,
}

/// The attributes of each feature of a layer; empty when the tile has no such layer.
pub fn features(bytes: &[u8], layer: &str) -> Vec<BTreeMap<String, Value>> {
    let tile = Tile::decode(bytes).expect("a vector tile");
    let Some(layer) = tile.layers.into_iter().find(|it| it.name == layer) else { return Vec::new() };
    let value = |at: u32| {
        let value = &layer.values[at as usize];
        match (&value.string_value, value.uint_value) {
            (Some(text), _) => Value::Text(text.clone()),
            (None, Some(number)) => Value::Number(number),
            (None, None) => Value::Yes,
        }
    };
    let attributes = |tags: &[u32]| {
        tags.chunks_exact(2).map(|pair| (layer.keys[pair[0] as usize].clone(), value(pair[1]))).collect()
    };
    layer.features.iter().map(|feature| attributes(&feature.tags)).collect()
}

/// Columns and rows of a zoom that cover a frame (west, south, east, north).
pub fn covering([west, south, east, north]: [f64; 4], z: u8) -> Vec<(u32, u32)> {
    let at = |lon, lat| {
        let (x, y) = mercator::steps(lon, lat);
        let down = |axis: u32| (u64::from(axis) >> (32 - u32::from(z))) as u32;
        (down(x), down(y))
    };
    let ((first_x, first_y), (last_x, last_y)) = (at(west, north), at(east, south));
    (first_x..=last_x).flat_map(|x| (first_y..=last_y).map(move |y| (x, y))).collect()
}

/// Sum of the counts of all `places` tiles of a zoom over a frame, under a filter (`&kind=pharmacy`).
pub async fn counted(app: &App, bounds: [f64; 4], z: u8, filter: &str) -> u64 {
    let mut sum = 0;
    for (x, y) in covering(bounds, z) {
        let answer = app.get(&format!("/tiles/places/{z}/{x}/{y}.mvt?{filter}")).await;
        if answer.status == StatusCode::NO_CONTENT {
            continue;
        }
        assert_eq!(answer.status, StatusCode::OK, "{z}/{x}/{y} {filter}: {}", answer.text());
        for feature in features(&answer.body, "places") {
            match feature.get("count") {
                Some(Value::Number(count)) => sum += count,
                other => panic!("a feature without a count: {other:?}"),
            }
        }
    }
    sum
}
