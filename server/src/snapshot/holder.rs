//! The current snapshot and whether its database answers. Swapped as a whole; readers never wait.

use super::Snapshot;
use arc_swap::ArcSwap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::watch;

/// Whether the database behind the snapshot answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatabaseState {
    Up,
    Away,
}

impl DatabaseState {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Away => "away",
        }
    }
}

/// What is served now.
pub struct Holder {
    current: ArcSwap<Snapshot>,
    away: AtomicBool,
    /// Revision served, for whoever waits for a new one.
    revision: watch::Sender<i64>,
}

impl Holder {
    pub fn new(snapshot: Snapshot, database: DatabaseState) -> Self {
        let away = AtomicBool::new(database == DatabaseState::Away);
        let revision = watch::Sender::new(snapshot.revision);
        Self { current: ArcSwap::from_pointee(snapshot), away, revision }
    }

    pub fn current(&self) -> Arc<Snapshot> {
        self.current.load_full()
    }

    /// Puts a new snapshot in place of the current one. Requests under way finish with theirs.
    pub fn swap(&self, snapshot: Snapshot) {
        let revision = snapshot.revision;
        self.current.store(Arc::new(snapshot));
        self.revision.send_replace(revision);
    }

    /// The revisions served from now on.
    pub fn revisions(&self) -> watch::Receiver<i64> {
        self.revision.subscribe()
    }

    pub fn database(&self) -> DatabaseState {
        if self.away.load(Ordering::Relaxed) { DatabaseState::Away } else { DatabaseState::Up }
    }

    /// Notes whether the database answers; true when that is news.
    pub fn note_database(&self, state: DatabaseState) -> bool {
        self.away.swap(state == DatabaseState::Away, Ordering::Relaxed) != (state == DatabaseState::Away)
    }

    /// What every page says when the database is away: « données du 21 nov. 2026 (base injoignable) ».
    pub fn message(&self) -> Option<String> {
        let snapshot = self.current.load();
        (self.database() == DatabaseState::Away).then(|| {
            format!("données du {} (base injoignable)", super::frame::short_day(snapshot.local_built_on()))
        })
    }
}
