//! One `serve` per data folder. The claim is a lock of the system's: it goes with the process, however it ends.

use super::accounts::Account;
use super::error::PrivatePostgresError;
use super::folders::{lock_file, prepare_data};
use std::fs::{File, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

/// The right to serve a data folder, as long as it is kept.
#[derive(Debug)]
pub struct ServeClaim {
    // Held for its lock, never read.
    _lock: File,
}

/// Claims `data_dir` (created if needed) for this server; refused with a sentence while another one serves it.
///
/// To be called as root if the process is root: the folder is given to the server's account. Works with or without
/// a private cluster, since two servers would also fight for the saved snapshot: no account of PostgreSQL is needed.
pub fn claim_serve(data_dir: &Path, server_account: &str) -> Result<ServeClaim, PrivatePostgresError> {
    let server = Account::of_server(server_account)?;
    let data = prepare_data(data_dir, &server, &[])?;
    let path = data.join("serve.lock");
    let mut lock = lock_file(&path, &server)?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let mut pid = String::new();
            let known = lock.read_to_string(&mut pid).is_ok() && pid.trim().parse::<u32>().is_ok();
            let holder = if known { format!(" (processus {})", pid.trim()) } else { String::new() };
            return Err(PrivatePostgresError::AlreadyServed { folder: data, holder });
        }
        Err(TryLockError::Error(error)) => {
            return Err(PrivatePostgresError::io("impossible de verrouiller", path)(error));
        }
    }
    let written =
        lock.set_len(0).and_then(|()| lock.rewind()).and_then(|()| writeln!(lock, "{}", std::process::id()));
    written.map_err(PrivatePostgresError::io("impossible d'écrire", path))?;
    Ok(ServeClaim { _lock: lock })
}
