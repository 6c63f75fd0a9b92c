//! Geometry in and out of PostGIS, as EWKB. Longitude and latitude in degrees, WGS 84 (SRID 4326), x first.

use geo_types::{Geometry, Point};
use geozero::{CoordDimensions, ToGeo, ToWkb, wkb::Ewkb};
use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::postgres::{PgArgumentBuffer, PgHasArrayType, PgTypeInfo, PgValueFormat, PgValueRef};
use sqlx::{Decode, Encode, Postgres, Type};

/// A geometry column. In checked queries: `select geom as "geom: Geom"`, `$1 as Geom`.
#[derive(Debug, Clone, PartialEq)]
pub struct Geom(pub Geometry<f64>);

impl Geom {
    /// A point from longitude and latitude in degrees.
    pub fn point(lon: f64, lat: f64) -> Self {
        Self(Geometry::Point(Point::new(lon, lat)))
    }

    /// EWKB bytes with SRID 4326.
    pub fn ewkb(&self) -> Vec<u8> {
        self.0
            .to_ewkb(CoordDimensions::xy(), Some(4326))
            .expect("a two-dimensional geometry has an EWKB form")
    }
}

impl Type<Postgres> for Geom {
    fn type_info() -> PgTypeInfo {
        PgTypeInfo::with_name("geometry")
    }
}

impl PgHasArrayType for Geom {
    fn array_type_info() -> PgTypeInfo {
        PgTypeInfo::with_name("_geometry")
    }
}

impl Encode<'_, Postgres> for Geom {
    fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        buffer.extend_from_slice(&self.ewkb());
        Ok(IsNull::No)
    }
}

impl Decode<'_, Postgres> for Geom {
    fn decode(value: PgValueRef<'_>) -> Result<Self, BoxDynError> {
        if value.format() != PgValueFormat::Binary {
            return Err("geometry is read in the binary format only".into());
        }
        Ok(Self(Ewkb(value.as_bytes()?.to_vec()).to_geo()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ewkb_round_trip_keeps_every_bit() {
        let point = Geom::point(-61.069_512_345_678_9, 14.641_9);
        assert_eq!(Ewkb(point.ewkb()).to_geo().expect("our own EWKB"), point.0);
    }
}
