//! Starts the traces. What a request leaves there is written in `http::limits`: a route's template, never a query.

use tracing_subscriber::EnvFilter;

/// Starts the traces on standard error. `level` comes from `CARBET_LOG`. A second call changes nothing.
pub fn start(level: &str) {
    // Other crates' traces may carry what they were given; only ours follow the setting.
    let filter = EnvFilter::new(format!("warn,carbet_server={level},carbet_imports={level},sqlx=error"));
    let started = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
    drop(started);
}
