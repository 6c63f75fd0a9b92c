//! What every request can reach. The public side only: no pool, no restricted part.

use crate::clock::Clock;
use crate::config::{Basemap, Config};
use crate::snapshot::tile_cache::TileCache;
use crate::snapshot::{Holder, Snapshot};
use std::sync::Arc;

/// Shared by all requests; cheap to clone.
#[derive(Clone)]
pub struct AppState {
    pub holder: Arc<Holder>,
    pub tiles: Arc<TileCache>,
    pub clock: Clock,
    pub basemap: Option<Basemap>,
}

impl AppState {
    pub fn new(holder: Arc<Holder>, clock: Clock, config: &Config) -> Self {
        Self { holder, tiles: Arc::new(TileCache::new()), clock, basemap: config.basemap.clone() }
    }

    /// The snapshot of this moment: keep it for the whole request, so that one answer is of one revision.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.holder.current()
    }
}
