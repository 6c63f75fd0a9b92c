//! Tiles made once: kept compressed, weighed in bytes, and asked for by one task at a time.
//!
//! The key carries the tiles revision, so nothing is ever purged: what is old is no longer asked for and leaves.

use super::Snapshot;
use bytes::Bytes;
use carbet_tiles::{Filter, TileCoord, places_tile};
use moka::future::Cache;
use std::sync::Arc;

/// 64 MiB: every tile of Martinique down to zoom 14, a few filters over.
const CAPACITY_BYTES: u64 = 64 * 1024 * 1024;
/// What an entry costs besides its bytes and the lists of its key: the rest of the key, counters, links.
const OVERHEAD_BYTES: usize = 200;

/// What is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Layer {
    Places(Filter),
    Territories,
}

/// Compresses bytes.
pub type Pack = fn(&[u8]) -> Vec<u8>;

/// How the bytes travel: a name for the key, and what packs them. `None` leaves them plain.
#[derive(Debug, Clone, Copy)]
pub struct Packing {
    pub name: &'static str,
    pub pack: Option<Pack>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    tiles_revision: String,
    layer: Layer,
    tile: TileCoord,
    packing: &'static str,
}

/// Bytes an entry holds. A long filter is in the key: empty tiles of long filters must not pass for free.
fn weight(key: &Key, tile: &Option<Bytes>) -> u32 {
    let filter = match &key.layer {
        // At most four digits or so are written for each two or four bytes held: never an underestimate.
        Layer::Places(filter) => filter.to_string().len(),
        Layer::Territories => 0,
    };
    let bytes = tile.as_ref().map_or(0, Bytes::len) + key.tiles_revision.len() + filter + OVERHEAD_BYTES;
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

/// Tiles already made. `None`: the tile is empty.
pub struct TileCache {
    tiles: Cache<Key, Option<Bytes>>,
}

impl Default for TileCache {
    fn default() -> Self {
        Self::new()
    }
}

impl TileCache {
    pub fn new() -> Self {
        Self { tiles: Cache::builder().max_capacity(CAPACITY_BYTES).weigher(weight).build() }
    }

    /// A packed tile of a snapshot, made by whoever asks first; `None` when nothing is there.
    pub async fn get(
        &self,
        snapshot: &Arc<Snapshot>,
        layer: Layer,
        tile: TileCoord,
        packing: Packing,
    ) -> Option<Bytes> {
        let tiles_revision = snapshot.tiles_revision.clone();
        let plain_key = Key { tiles_revision, layer, tile, packing: "" };
        let Some(pack) = packing.pack else { return self.plain(snapshot, plain_key).await };
        let key = Key { packing: packing.name, ..plain_key.clone() };
        let make = async {
            let plain = self.plain(snapshot, plain_key).await?;
            let packed = tokio::task::spawn_blocking(move || pack(&plain)).await;
            Some(Bytes::from(packed.expect("compressing bytes in memory does not panic")))
        };
        self.tiles.get_with(key, make).await
    }

    async fn plain(&self, snapshot: &Arc<Snapshot>, key: Key) -> Option<Bytes> {
        let (held, layer, tile) = (snapshot.clone(), key.layer.clone(), key.tile);
        let draw = move || match layer {
            Layer::Places(filter) => places_tile(&held.atlas, &filter, tile),
            Layer::Territories => held.territory_layer.tile(tile),
        };
        let make = async {
            let drawn = tokio::task::spawn_blocking(draw).await;
            drawn.expect("cutting a tile does not panic: its coordinates are checked").map(Bytes::from)
        };
        self.tiles.get_with(key, make).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_tile_of_a_long_filter_is_not_free() {
        let tile = TileCoord::parse("0", "0", "0.mvt").expect("the world");
        let key =
            |filter| Key { tiles_revision: "a".repeat(16), layer: Layer::Places(filter), tile, packing: "" };
        let plain = weight(&key(Filter::new()), &None);
        let long = weight(&key(Filter::new().skills(0..64).territories(1_000..1_064)), &None);
        assert!(long >= plain + 64 * 2 + 64 * 4, "{plain} then {long}");
        let drawn = weight(&key(Filter::new()), &Some(Bytes::from_static(&[0; 500])));
        assert_eq!(drawn, plain + 500);
    }
}
