//! Features of a GeoJSON collection: properties by any of their names, polygons and points in degrees. Pure.

use crate::geom::Geom;
use crate::json;
use geo_types::{Coord, Geometry, LineString, MultiPolygon, Polygon};
use serde_json::Value;

/// The first of the properties that is present, cleaned.
pub(super) fn property(feature: &Value, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| json::text_at(feature, &["properties", name]))
}

/// A polygon or several as one MultiPolygon; `None` for another geometry, an open or too short ring, or coordinates
/// that are not degrees.
pub(super) fn polygons(feature: &Value) -> Option<Geom> {
    let geometry = feature.get("geometry")?;
    let coordinates = geometry.get("coordinates")?;
    let polygons = match geometry.get("type")?.as_str()? {
        "Polygon" => vec![polygon(coordinates)?],
        "MultiPolygon" => coordinates.as_array()?.iter().map(polygon).collect::<Option<_>>()?,
        _ => return None,
    };
    (!polygons.is_empty()).then_some(Geom(Geometry::MultiPolygon(MultiPolygon(polygons))))
}

/// The point of a feature or of a property holding `[lon, lat]`.
pub(super) fn point(coordinates: Option<&Value>) -> Option<[f64; 2]> {
    let Coord { x, y } = position(coordinates?)?;
    Some([x, y])
}

fn polygon(rings: &Value) -> Option<Polygon<f64>> {
    let mut rings = rings.as_array()?.iter().map(ring).collect::<Option<Vec<_>>>()?.into_iter();
    let exterior = rings.next()?;
    Some(Polygon::new(exterior, rings.collect()))
}

fn ring(positions: &Value) -> Option<LineString<f64>> {
    let ring = positions.as_array()?.iter().map(position).collect::<Option<Vec<_>>>()?;
    (ring.len() >= 4 && ring.first() == ring.last()).then_some(LineString(ring))
}

fn position(pair: &Value) -> Option<Coord<f64>> {
    let pair = pair.as_array()?;
    let (x, y) = (pair.first()?.as_f64()?, pair.get(1)?.as_f64()?);
    (x.abs() <= 180.0 && y.abs() <= 90.0).then_some(Coord { x, y })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_closed_rings_in_degrees_are_taken() {
        let square = json!([[[0, 0], [0, 1], [1, 1], [0, 0]]]);
        for (geometry, good) in [
            (json!({"type": "Polygon", "coordinates": square}), true),
            (json!({"type": "MultiPolygon", "coordinates": [square]}), true),
            (json!({"type": "MultiPolygon", "coordinates": []}), false),
            (json!({"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1]]]}), false),
            (json!({"type": "Polygon", "coordinates": [[[700000, 1], [0, 1], [1, 1], [700000, 1]]]}), false),
            (json!({"type": "Point", "coordinates": [0, 0]}), false),
            (json!(null), false),
        ] {
            assert_eq!(polygons(&json!({ "geometry": geometry })).is_some(), good, "{geometry}");
        }
    }
}
