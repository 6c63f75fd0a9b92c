//! Reads tiles back, for tests: what a map client would see. Written against the MVT 2.1 text, not the encoder.

use std::collections::BTreeMap;

use geozero::mvt::{Message, Tile, tile};

/// A feature as a client sees it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Seen {
    pub(crate) id: u64,
    pub(crate) form: tile::GeomType,
    /// One single position for a point, else open rings.
    pub(crate) parts: Vec<Vec<[i32; 2]>>,
    pub(crate) attributes: BTreeMap<String, String>,
}

impl Seen {
    pub(crate) fn number(&self, name: &str) -> u32 {
        self.attributes.get(name).map_or(0, |text| text.parse().unwrap())
    }
}

/// The features of each layer, by layer name. Panics on anything a strict reader would refuse.
pub(crate) fn decode(bytes: &[u8]) -> BTreeMap<String, Vec<Seen>> {
    let tile = Tile::decode(bytes).unwrap();
    let layers = tile.layers.iter().map(|layer| {
        assert_eq!((layer.version, layer.extent), (2, Some(4096)));
        let distinct: std::collections::BTreeSet<_> = layer.keys.iter().collect();
        assert_eq!(distinct.len(), layer.keys.len(), "a key is written twice");
        let values: std::collections::BTreeSet<_> = layer.values.iter().map(|it| format!("{it:?}")).collect();
        assert_eq!(values.len(), layer.values.len(), "a value is written twice");
        (layer.name.clone(), layer.features.iter().map(|feature| seen(layer, feature)).collect())
    });
    layers.collect()
}

fn seen(layer: &tile::Layer, feature: &tile::Feature) -> Seen {
    assert_eq!(feature.tags.len() % 2, 0);
    let attributes = feature.tags.chunks(2).map(|pair| {
        let value = &layer.values[pair[1] as usize];
        let text = match (&value.string_value, value.uint_value, value.bool_value) {
            (Some(text), None, None) => text.clone(),
            (None, Some(number), None) => number.to_string(),
            (None, None, Some(truth)) => truth.to_string(),
            other => panic!("not one value: {other:?}"),
        };
        (layer.keys[pair[0] as usize].clone(), text)
    });
    Seen {
        id: feature.id.unwrap(),
        form: feature.r#type(),
        parts: parts(&feature.geometry),
        attributes: attributes.collect(),
    }
}

fn parts(geometry: &[u32]) -> Vec<Vec<[i32; 2]>> {
    let mut words = geometry.iter().copied();
    let mut parts: Vec<Vec<[i32; 2]>> = Vec::new();
    let mut pen = [0i32; 2];
    while let Some(word) = words.next() {
        let (command, count) = (word & 7, word >> 3);
        assert!(count > 0);
        if command == 7 {
            assert!(count == 1 && parts.last().unwrap().len() > 2);
            continue;
        }
        for _ in 0..count {
            for axis in &mut pen {
                let zigzag = words.next().unwrap();
                *axis += (zigzag >> 1) as i32 ^ -((zigzag & 1) as i32);
            }
            match command {
                1 => parts.push(vec![pen]),
                2 => parts.last_mut().unwrap().push(pen),
                other => panic!("unknown command {other}"),
            }
        }
    }
    parts
}
