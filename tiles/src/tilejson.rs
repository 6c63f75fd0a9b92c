//! The TileJSON 3.0 documents that present the layers to any map client. They list names, never contents.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::coord::MAX_ZOOM;
use crate::layer::{
    APPROXIMATE, CODE, COUNT, COUNTS_BY_KIND, KIND, NAME, OUTLINE, PLACES, SIZE, STAGE, TERRITORIES,
    TERRITORY_LABELS,
};

/// A TileJSON 3.0 document; serialise it as it is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TileJson {
    /// Version of the format.
    pub tilejson: &'static str,
    /// Name for people.
    pub name: String,
    /// Sources to credit on the map (HTML is allowed by the format).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attribution: Option<String>,
    /// Address templates with `{z}`, `{x}` and `{y}`.
    pub tiles: Vec<String>,
    /// The first zoom with tiles.
    pub minzoom: u8,
    /// The last zoom with tiles.
    pub maxzoom: u8,
    /// West, south, east, north, in degrees.
    pub bounds: [f64; 4],
    /// Longitude, latitude, zoom: where to start.
    pub center: [f64; 3],
    /// What the tiles hold.
    pub vector_layers: Vec<VectorLayer>,
}

/// One layer of the tiles.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct VectorLayer {
    /// Name inside the tile.
    pub id: &'static str,
    /// What a feature is.
    pub description: &'static str,
    /// The first zoom where it has features.
    pub minzoom: u8,
    /// The last one.
    pub maxzoom: u8,
    /// Attribute name to type: `Number`, `String` or `Boolean`.
    pub fields: BTreeMap<&'static str, &'static str>,
}

impl TileJson {
    /// A document over `bounds` (west, south, east, north in degrees), centred on their middle at a zoom that
    /// shows them whole on a small screen.
    pub fn new(name: &str, tiles: Vec<String>, bounds: [f64; 4], vector_layers: Vec<VectorLayer>) -> Self {
        let [west, south, east, north] = bounds;
        let center = [(west + east) / 2.0, (south + north) / 2.0, f64::from(framing_zoom(bounds))];
        Self {
            tilejson: "3.0.0",
            name: name.to_owned(),
            attribution: None,
            tiles,
            minzoom: 0,
            maxzoom: MAX_ZOOM,
            bounds,
            center,
            vector_layers,
        }
    }

    /// Names the sources to credit.
    pub fn attribution(mut self, credit: &str) -> Self {
        self.attribution = Some(credit.to_owned());
        self
    }
}

/// The deepest zoom where one tile is at least as wide and as high as the bounds, in degrees.
fn framing_zoom([west, south, east, north]: [f64; 4]) -> u8 {
    let span = (east - west).max(north - south);
    (0..MAX_ZOOM).rev().find(|zoom| 360.0 / f64::from(1u32 << zoom) >= span).unwrap_or(0)
}

/// The layers of the places tiles.
pub fn places_layers() -> Vec<VectorLayer> {
    let counts = COUNTS_BY_KIND.map(|name| (name, "Number"));
    let fields = [(COUNT, "Number"), (KIND, "String"), (APPROXIMATE, "Boolean")];
    vec![layer(PLACES, "Groups of listings, then one point per place", fields.into_iter().chain(counts))]
}

/// The layers of the territories tiles.
pub fn territory_layers() -> Vec<VectorLayer> {
    let fields = [KIND, CODE, NAME, STAGE, SIZE, OUTLINE].map(|name| (name, "String"));
    vec![
        layer(TERRITORIES, "Outlines of communes, CPTS and départements", fields),
        layer(TERRITORY_LABELS, "Where the names of territories are written", fields),
    ]
}

fn layer(
    id: &'static str,
    description: &'static str,
    fields: impl IntoIterator<Item = (&'static str, &'static str)>,
) -> VectorLayer {
    VectorLayer { id, description, minzoom: 0, maxzoom: MAX_ZOOM, fields: fields.into_iter().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_complete_document() {
        let tiles = vec!["/tiles/places/{z}/{x}/{y}.mvt".to_owned()];
        let document = TileJson::new("Carbet", tiles, [-61.3, 14.35, -60.8, 14.9], places_layers());
        let json = serde_json::to_value(document.attribution("FINESS")).unwrap();
        assert_eq!(json["tilejson"], "3.0.0");
        assert_eq!(json["tiles"][0], "/tiles/places/{z}/{x}/{y}.mvt");
        assert_eq!(json["maxzoom"], 16);
        assert_eq!(json["attribution"], "FINESS");
        assert_eq!(json["center"][2], 9.0);
        assert_eq!(json["vector_layers"][0]["id"], "places");
        assert_eq!(json["vector_layers"][0]["fields"]["n_mental_health"], "Number");
        assert_eq!(territory_layers()[1].id, "territory_labels");
    }

    #[test]
    fn framing() {
        for (bounds, zoom) in [
            ([-180.0, -85.0, 180.0, 85.0], 0),
            ([-5.0, 41.0, 10.0, 51.0], 4),
            ([2.0, 48.0, 2.0, 48.0], MAX_ZOOM - 1),
        ] {
            assert_eq!(framing_zoom(bounds), zoom, "{bounds:?}");
        }
    }
}
