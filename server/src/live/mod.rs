//! What keeps the snapshot up to date while the server runs.

pub mod listener;
pub mod refresh;
