//! Is the cluster alive? Answered from its processes, not from the lock file a crash leaves behind.
//!
//! Linux only: a server process of PostgreSQL works inside the cluster's folder, which `/proc` shows.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How often to look again while the cluster starts, recovers or leaves.
const LOOK_AGAIN: Duration = Duration::from_millis(50);
/// How long to wait for it: a recovery after a crash replays the journal first.
const PATIENCE: Duration = Duration::from_secs(60);

/// What the cluster is doing once it has stopped changing.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Answers on this socket folder.
    Running { socket: PathBuf },
    /// No process of it is left.
    Stopped,
}

/// Waits until the cluster is ready or gone. After a kill -9 of its main process the children leave by themselves,
/// and a new start must not come before. `None`: it did neither in time.
pub(super) async fn settled(folder: &Path) -> Option<State> {
    let started = std::time::Instant::now();
    loop {
        let alive = pids_inside(folder);
        if alive.is_empty() {
            return Some(State::Stopped);
        }
        if let Some((pid, socket)) = ready(folder)
            && alive.contains(&pid)
        {
            return Some(State::Running { socket });
        }
        if started.elapsed() > PATIENCE {
            return None;
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

/// `postmaster.pid` of a ready server: its process number (line 1) and the folder of its socket (line 5).
fn ready(folder: &Path) -> Option<(u32, PathBuf)> {
    let text = fs::read_to_string(folder.join("postmaster.pid")).ok()?;
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    (lines.get(7) == Some(&"ready")).then_some(())?;
    let socket = lines.get(4).filter(|line| !line.is_empty())?;
    Some((lines.first()?.parse().ok()?, PathBuf::from(socket)))
}

/// Whether the number in `postmaster.pid` is a dead server nobody has buried yet, as in a container whose first
/// process does not; PostgreSQL takes it for a living one.
pub(super) fn left_a_zombie(folder: &Path) -> bool {
    let written = fs::read_to_string(folder.join("postmaster.pid")).unwrap_or_default();
    let Some(pid) = written.lines().next().and_then(|line| line.trim().parse::<u32>().ok()) else {
        return false;
    };
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.split_once(" (postgres) ").is_some_and(|(_, rest)| rest.starts_with('Z'))
}

/// Processes named `postgres` whose working folder is the cluster's.
fn pids_inside(folder: &Path) -> Vec<u32> {
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    processes
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter(|pid: &u32| fs::read_link(format!("/proc/{pid}/cwd")).is_ok_and(|cwd| cwd == folder))
        .filter(|pid| {
            fs::read_link(format!("/proc/{pid}/exe"))
                .is_ok_and(|exe| exe.file_name().is_some_and(is_postgres))
        })
        .collect()
}

/// The name, also once the file was replaced by an upgrade ("postgres (deleted)").
fn is_postgres(name: &std::ffi::OsStr) -> bool {
    name.to_str().is_some_and(|name| name.split(' ').next() == Some("postgres"))
}
