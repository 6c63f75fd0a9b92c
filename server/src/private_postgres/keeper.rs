//! The hold of this process on the cluster: taken while it is used, given back however the process ends.
//!
//! The keeper is a small process under the cluster's account. The server cannot stop PostgreSQL itself: it dropped
//! root, and it may be killed before it could.

use super::cluster::Cluster;
use super::error::PrivatePostgresError;
use super::programs::command;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Child;

const SCRIPT: &str = include_str!("keeper.sh");

/// Held by whoever starts or stops the cluster, for that moment only.
pub(super) fn mutex_path(data: &Path) -> PathBuf {
    data.join("postgres.lock")
}

/// Held, shared, by the keeper of each user.
pub(super) fn users_path(data: &Path) -> PathBuf {
    data.join("postgres.users")
}

/// A registered use of the cluster. Dropping it gives it back too, without waiting for the stop.
#[derive(Debug)]
pub(super) struct Keeper(Child);

impl Keeper {
    /// Registers this process as a user of the cluster; to be called while holding the mutex.
    pub async fn start(cluster: &Cluster) -> Result<Self, PrivatePostgresError> {
        let failed = |reason: String| PrivatePostgresError::Program { program: "flock", reason };
        let mut child = command(Path::new("/bin/sh"), &cluster.accounts)
            .args(["-c", SCRIPT, "carbet-keeper"])
            .args([mutex_path(&cluster.data), users_path(&cluster.data)])
            .args([cluster.binaries.program("pg_ctl"), cluster.folder.clone()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| failed(error.to_string()))?;
        let mut said = String::new();
        if let Some(mut stdout) = child.stdout.take() {
            stdout.read_to_string(&mut said).await.map_err(|error| failed(error.to_string()))?;
        }
        if said.trim() != "ready" {
            return Err(failed(
                "la base privée n'a pas pu être retenue (paquet « util-linux » absent ?)".into(),
            ));
        }
        Ok(Self(child))
    }

    /// Gives the cluster back and waits until it stopped, if this was its last user.
    pub async fn release(mut self) {
        if let Some(mut pipe) = self.0.stdin.take() {
            // Only the closing matters, and the pipe closes even if this fails.
            let _ = pipe.shutdown().await;
        }
        if let Err(error) = self.0.wait().await {
            tracing::warn!(%error, "the private PostgreSQL's keeper could not be awaited");
        }
    }
}
