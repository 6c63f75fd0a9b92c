//! Points and outlines to vector tiles: a tile is a slice of points sorted along a Z-order curve.
//!
//! Pure: values in, bytes out. No SQL, no HTTP, no clock, and no room for anything personal.

mod atlas;
mod clip;
mod cluster;
mod coord;
#[cfg(test)]
mod decode;
mod encode;
mod error;
pub mod layer;
mod mask;
pub mod mercator;
pub mod morton;
mod point;
mod sets;
mod shape;
mod simplify;
mod slice;
mod sums;
pub mod tilejson;

pub use atlas::Atlas;
pub use cluster::{Cluster, PLACES_ZOOM, clusters};
pub use coord::{DEEPEST_ZOOM, MAX_ZOOM, TileCoord};
pub use encode::{EXTENT, places_tile};
pub use error::TilesError;
pub use mask::{Filter, Mask};
pub use point::{NONE, Point};
pub use shape::{Territory, TerritoryLayer};
pub use sums::Counts;
pub use tilejson::TileJson;
