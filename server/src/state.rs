//! What every request can reach. The public side only: no pool, no restricted part.

use crate::clock::Clock;
use crate::config::{Basemap, Config};
use crate::http::Problem;
use crate::snapshot::tile_cache::TileCache;
use crate::snapshot::{Holder, Snapshot};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Shared by all requests; cheap to clone.
#[derive(Clone)]
pub struct AppState {
    pub holder: Arc<Holder>,
    pub tiles: Arc<TileCache>,
    pub clock: Clock,
    pub basemap: Option<Basemap>,
    /// One seat a processor for what computes.
    desks: Arc<Semaphore>,
}

impl AppState {
    pub fn new(holder: Arc<Holder>, clock: Clock, config: &Config) -> Self {
        let processors = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            holder,
            tiles: Arc::new(TileCache::new()),
            clock,
            basemap: config.basemap.clone(),
            desks: Arc::new(Semaphore::new(processors)),
        }
    }

    /// Computes away from the tasks that answer, as many at once as there are processors. A request given up on while
    /// it waits for a seat never computes; one that computes keeps its seat to the end, so work cannot pile up.
    pub async fn compute<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let seat = self.desks.clone().acquire_owned().await.map_err(Problem::internal)?;
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(seat);
            done
        });
        done.await.map_err(|_| Problem::internal("a computation panicked"))
    }

    /// The snapshot of this moment: keep it for the whole request, so that one answer is of one revision.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.holder.current()
    }
}
