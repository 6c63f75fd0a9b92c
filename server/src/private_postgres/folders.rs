//! The folders of a private cluster: who owns them, who may go through them, where the socket can be.
//!
//! As root the data folder belongs to the server's account, so nothing here follows a link found inside it.

use super::accounts::{Account, Accounts, is_root};
use super::error::PrivatePostgresError;
use nix::fcntl::OFlag;
use sha2::{Digest, Sha256};
use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt, fchown};
use std::path::{Path, PathBuf};

/// A socket's address holds 107 bytes; PostgreSQL adds `/.s.PGSQL.5432` (14) to the folder.
const SOCKET_FOLDER_MAX: usize = 107 - 14;

/// Creates the data folder if needed, gives it to the server's account, and answers its absolute path. The accounts of
/// `visitors` must be able to go through it.
pub(super) fn prepare_data(
    data: &Path,
    server: &Account,
    visitors: &[&Account],
) -> Result<PathBuf, PrivatePostgresError> {
    let as_root = is_root();
    let mode = if as_root { 0o711 } else { 0o700 };
    if !data.exists() {
        if let Some(parent) = data.parent() {
            DirBuilder::new()
                .recursive(true)
                .mode(0o755)
                .create(parent)
                .map_err(PrivatePostgresError::io("impossible de créer", parent))?;
        }
        DirBuilder::new()
            .recursive(true)
            .mode(mode)
            .create(data)
            .map_err(PrivatePostgresError::io("impossible de créer le dossier de données", data))?;
    }
    let data = data.canonicalize().map_err(PrivatePostgresError::io("dossier illisible", data))?;
    if data.as_os_str().as_bytes().iter().any(|byte| b"\"$`\\".contains(byte) || byte.is_ascii_control()) {
        return Err(PrivatePostgresError::UnusablePath(data));
    }
    if as_root {
        if is_ours(&data) {
            let folder = open_folder(&data)?;
            own(&folder, &data, mode, server.uid, server.gid)?;
        }
        for account in visitors.iter().chain([&server]) {
            check_traversable(&data, account)?;
        }
    }
    Ok(data)
}

/// An empty folder, or one where we already wrote: anything else keeps its owner.
fn is_ours(data: &Path) -> bool {
    let Ok(mut entries) = fs::read_dir(data) else { return false };
    entries.next().is_none() || data.join("postgres").is_dir() || data.join("serve.lock").is_file()
}

/// Every folder from the root down to `data` must let `account` through; the first that does not is named.
fn check_traversable(data: &Path, account: &Account) -> Result<(), PrivatePostgresError> {
    let mut chain: Vec<&Path> = data.ancestors().collect();
    chain.reverse();
    for folder in chain {
        let meta = fs::metadata(folder).map_err(PrivatePostgresError::io("dossier illisible", folder))?;
        let bit = match () {
            () if meta.uid() == account.uid => 0o100,
            () if meta.gid() == account.gid => 0o010,
            () => 0o001,
        };
        if meta.mode() & bit == 0 {
            return Err(PrivatePostgresError::NotTraversable {
                folder: folder.into(),
                account: account.name.clone(),
            });
        }
    }
    Ok(())
}

/// The folder of the socket, created 0750 with the server's group: inside the data folder when the path is short
/// and plain, else one of a short name (`/run` for root, the session's folder or `/tmp` for others).
pub(super) fn socket_folder(data: &Path, accounts: &Accounts) -> Result<PathBuf, PrivatePostgresError> {
    let inside = data.join("socket");
    let folder = if is_plain_and_short(&inside) { inside } else { short_folder(data, accounts) };
    ensure(&folder, 0o750, accounts.cluster.uid, accounts.server.gid, accounts.as_root)?;
    Ok(folder)
}

fn is_plain_and_short(path: &Path) -> bool {
    let bytes = path.as_os_str().as_bytes();
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"/._-".contains(byte);
    bytes.len() <= SOCKET_FOLDER_MAX && bytes.iter().all(plain)
}

fn short_folder(data: &Path, accounts: &Accounts) -> PathBuf {
    let digest = Sha256::digest(data.as_os_str().as_bytes());
    let name: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    if accounts.as_root {
        return PathBuf::from(format!("/run/carbet-{name}"));
    }
    let session = std::env::var_os("XDG_RUNTIME_DIR")
        .map(|folder| PathBuf::from(folder).join(format!("carbet-{name}")));
    match session {
        Some(folder) if is_plain_and_short(&folder) && folder.parent().is_some_and(Path::is_dir) => folder,
        _ => PathBuf::from(format!("/tmp/carbet-{name}-{}", accounts.server.uid)),
    }
}

/// A folder of exactly this owner and mode: created, or checked not to be somebody else's.
pub(super) fn ensure(
    path: &Path,
    mode: u32,
    uid: u32,
    gid: u32,
    as_root: bool,
) -> Result<(), PrivatePostgresError> {
    match DirBuilder::new().mode(mode).create(path) {
        Ok(()) => {}
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(PrivatePostgresError::io("impossible de créer", path)(error)),
    }
    let folder = open_folder(path)?;
    let owner = folder.metadata().map_err(PrivatePostgresError::io("dossier illisible", path))?.uid();
    // A folder root has just made is still root's; anybody else's is not ours to take.
    if owner != uid && !(as_root && owner == 0) {
        return Err(PrivatePostgresError::ForeignFolder { folder: path.into() });
    }
    own(&folder, path, mode, uid, gid)
}

fn open_folder(path: &Path) -> Result<File, PrivatePostgresError> {
    OpenOptions::new()
        .read(true)
        .custom_flags((OFlag::O_DIRECTORY | OFlag::O_NOFOLLOW).bits())
        .open(path)
        .map_err(PrivatePostgresError::io("impossible d'ouvrir le dossier", path))
}

fn own(file: &File, path: &Path, mode: u32, uid: u32, gid: u32) -> Result<(), PrivatePostgresError> {
    let refused = "impossible de changer le propriétaire de";
    let meta = file.metadata().map_err(PrivatePostgresError::io(refused, path))?;
    if (meta.uid(), meta.gid()) != (uid, gid) {
        fchown(file, Some(uid), Some(gid)).map_err(PrivatePostgresError::io(refused, path))?;
    }
    if meta.mode() & 0o7777 != mode {
        file.set_permissions(Permissions::from_mode(mode))
            .map_err(PrivatePostgresError::io(refused, path))?;
    }
    Ok(())
}

/// Opens (creating it) a lock file of the cluster's account, never through a link.
pub(super) fn lock_file(path: &Path, owner: &Account) -> Result<File, PrivatePostgresError> {
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .custom_flags(OFlag::O_NOFOLLOW.bits())
        .open(path)
        .map_err(PrivatePostgresError::io("impossible d'ouvrir", path))?;
    own(&file, path, 0o600, owner.uid, owner.gid)?;
    Ok(file)
}

/// Replaces a whole file of the cluster's account: written beside, synchronised, renamed.
pub(super) fn write_file(path: &Path, text: &str, owner: &Account) -> Result<(), PrivatePostgresError> {
    if fs::read_to_string(path).is_ok_and(|current| current == text) {
        return Ok(());
    }
    let failed = "impossible d'écrire";
    let beside = path.with_extension("new");
    if let Err(error) = fs::remove_file(&beside)
        && error.kind() != std::io::ErrorKind::NotFound
    {
        return Err(PrivatePostgresError::io(failed, beside)(error));
    }
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&beside)
        .map_err(PrivatePostgresError::io(failed, &beside))?;
    own(&file, &beside, 0o600, owner.uid, owner.gid)?;
    file.write_all(text.as_bytes())
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&beside, path))
        .map_err(PrivatePostgresError::io(failed, path))
}
