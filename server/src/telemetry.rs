//! Starts the traces and keeps panics quiet about data. What a request leaves there is written in `http::limits`: a route's template, never a query.

use std::io::IsTerminal;
use std::panic::Location;
use tracing_subscriber::EnvFilter;

/// Starts the traces on standard error. `level` comes from `CARBET_LOG`. A second call changes nothing.
pub fn start(level: &str) {
    // Other crates' traces may carry what they were given; only ours follow the setting.
    let filter = EnvFilter::new(format!("warn,carbet_server={level},carbet_imports={level},sqlx=error"));
    let coloured = std::io::stderr().is_terminal();
    let writer =
        tracing_subscriber::fmt().with_env_filter(filter).with_ansi(coloured).with_writer(std::io::stderr);
    let started = writer.try_init();
    drop(started);
    std::panic::set_hook(Box::new(|panic| report(panic.location())));
}

/// Says where a panic was, never its text: it may quote a row or a query.
fn report(location: Option<&Location<'_>>) {
    let (file, line) = location.map_or(("unknown", 0), |at| (at.file(), at.line()));
    tracing::error!(file, line, "panic");
}
