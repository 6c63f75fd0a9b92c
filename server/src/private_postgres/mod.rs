//! The private PostgreSQL: a cluster of our own under the data folder, for who has no database to give us.
//!
//! Any command attaches to the folder's running cluster or starts it; the last one out stops it. The socket is the
//! only way in, the system says who calls, and durability is never off. Nothing here knows the product's tables.
//!
//! Files of a data folder: `postgres/` (the cluster), `postgres.draft/` (one being made), `postgres.lock` (start and
//! stop), `postgres.users` (who uses it), `socket/`, `serve.lock`.

mod access;
mod accounts;
mod binaries;
mod bootstrap;
mod claim;
mod cluster;
mod error;
mod folders;
mod keeper;
mod processes;
mod programs;

pub use claim::{ServeClaim, claim_serve};
pub use error::PrivatePostgresError;

use accounts::Accounts;
use cluster::Cluster;
use keeper::{Keeper, mutex_path, users_path};
use sqlx::postgres::PgConnectOptions;
use std::fs::File;
use std::path::{Path, PathBuf};

/// A use of the data folder's cluster. The cluster runs at least as long as this lives.
#[derive(Debug)]
pub struct PrivatePostgres {
    socket: PathBuf,
    keeper: Keeper,
}

/// Attaches to the cluster of `data_dir`, made and started if needed, with its roles, its database and PostGIS.
///
/// As root, to be called before root is dropped for `server_account`; the answer stays usable after. An ordinary user
/// is his own server, whatever the name. Fails with a French sentence.
pub async fn attach(data_dir: &Path, server_account: &str) -> Result<PrivatePostgres, PrivatePostgresError> {
    let accounts = Accounts::current(server_account)?;
    let data = folders::prepare_data(data_dir, &accounts.server, &[&accounts.cluster])?;
    let mutex = folders::lock_file(&mutex_path(&data), &accounts.cluster)?;
    folders::lock_file(&users_path(&data), &accounts.cluster)?;
    let mutex = locked(mutex).await.map_err(PrivatePostgresError::io("impossible de verrouiller", &data))?;
    let cluster = Cluster::of(&data, accounts)?;
    cluster.create().await?;
    let socket = cluster.start().await?;
    let keeper = Keeper::start(&cluster).await?;
    let ready = async {
        bootstrap::bootstrap(&socket).await?;
        bootstrap::check_durable(&cluster, &socket).await
    };
    let ready = ready.await;
    drop(mutex);
    match ready {
        Ok(()) => Ok(PrivatePostgres { socket, keeper }),
        Err(error) => {
            keeper.release().await;
            Err(error)
        }
    }
}

/// Waits for the lock without holding up the runtime; whoever has it is starting or stopping the cluster.
async fn locked(file: File) -> std::io::Result<File> {
    let wait = tokio::task::spawn_blocking(move || file.lock().map(|()| file));
    wait.await.map_err(std::io::Error::other)?
}

impl PrivatePostgres {
    /// The owner of the schemas: to migrate at start, and nothing else.
    pub fn owner(&self) -> PgConnectOptions {
        bootstrap::options(&self.socket, access::OWNER, access::DATABASE)
    }

    /// The role that reads the public views.
    pub fn public(&self) -> PgConnectOptions {
        bootstrap::options(&self.socket, access::PUBLIC, access::DATABASE)
    }

    /// The role that reads the restricted views.
    pub fn restricted(&self) -> PgConnectOptions {
        bootstrap::options(&self.socket, access::RESTRICTED, access::DATABASE)
    }

    /// The role that imports and records.
    pub fn writer(&self) -> PgConnectOptions {
        bootstrap::options(&self.socket, access::WRITER, access::DATABASE)
    }

    /// The folder of the cluster's socket, for a client started beside us.
    pub fn socket(&self) -> &Path {
        &self.socket
    }

    /// Gives the cluster back and, if this was its last use, waits until it stopped. Connections must be closed
    /// before, or they are cut. Without this call the same happens soon after the process ends.
    pub async fn release(self) {
        self.keeper.release().await;
    }
}
