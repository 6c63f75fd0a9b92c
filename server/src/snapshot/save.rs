//! Snapshot to disk: whole or not at all. Written beside, synchronised, renamed; a reader never meets half a file.
//!
//! A file: 8 bytes of magic, format (u32), SHA-256 of what follows, then revision (i64), instant (i64, Unix seconds),
//! then the rows as postcard under zlib, encrypted for the restricted part. Little endian.

use super::data::PublicData;
use super::keys::Key;
use super::restricted::RestrictedData;
use carbet_imports::key_file::KeyFileError;
use flate2::{Compression, write::ZlibEncoder};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use time::OffsetDateTime;

/// Raised when the shape of the rows changes: an older file is then refused, never misread.
pub const FORMAT: u32 = 2;
pub(super) const PUBLIC_MAGIC: &[u8; 8] = b"CARBET-P";
pub(super) const RESTRICTED_MAGIC: &[u8; 8] = b"CARBET-R";
/// Magic, format, checksum.
pub(super) const PREAMBLE: usize = 8 + 4 + 32;
/// Revision and instant.
pub(super) const STAMP: usize = 8 + 8;

/// Why a snapshot could not be saved. The one in memory is unharmed, and so is the one on disk.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    #[error("l'instantané ne peut pas être écrit dans {path} : {source}")]
    Io { path: PathBuf, source: std::io::Error },
    #[error(transparent)]
    Key(#[from] KeyFileError),
}

/// The files of a data folder.
pub fn public_file(data_dir: &Path) -> PathBuf {
    data_dir.join("snapshot/public.carbet")
}

/// See [`public_file`].
pub fn restricted_file(data_dir: &Path) -> PathBuf {
    data_dir.join("snapshot/restricted.carbet")
}

/// Saves the public part.
pub fn public(data_dir: &Path, data: &PublicData, built_at: OffsetDateTime) -> Result<(), SaveError> {
    let stamp = stamp(data.revision, built_at);
    let body = packed(data);
    replace(&public_file(data_dir), &assembled(PUBLIC_MAGIC, &stamp, &body))
}

/// Saves the restricted part, encrypted; the stamp is signed with it.
pub fn restricted(
    data_dir: &Path,
    data: &RestrictedData,
    built_at: OffsetDateTime,
    key: &Key,
) -> Result<(), SaveError> {
    let stamp = stamp(data.revision, built_at);
    let body = key.seal(&packed(data), &stamp)?;
    replace(&restricted_file(data_dir), &assembled(RESTRICTED_MAGIC, &stamp, &body))
}

fn stamp(revision: i64, built_at: OffsetDateTime) -> [u8; STAMP] {
    let mut stamp = [0; STAMP];
    stamp[..8].copy_from_slice(&revision.to_le_bytes());
    stamp[8..].copy_from_slice(&built_at.unix_timestamp().to_le_bytes());
    stamp
}

fn packed(data: &impl Serialize) -> Vec<u8> {
    let plain = postcard::to_stdvec(data).expect("plain data always has a postcard form");
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(&plain).expect("writing to memory does not fail");
    encoder.finish().expect("writing to memory does not fail")
}

fn assembled(magic: &[u8; 8], stamp: &[u8; STAMP], body: &[u8]) -> Vec<u8> {
    let checksum =
        Sha256::new().chain_update(FORMAT.to_le_bytes()).chain_update(stamp).chain_update(body).finalize();
    [magic.as_slice(), &FORMAT.to_le_bytes(), &checksum, stamp, body].concat()
}

/// Puts a whole file in place of another.
fn replace(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    let io = |source| SaveError::Io { path: path.into(), source };
    let folder = path.parent().expect("the files of a snapshot are in a folder");
    DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(io)?;
    // One draft a process: a command and a server may save at the same time.
    let draft = path.with_extension(format!("draft-{}", std::process::id()));
    let mut file =
        OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&draft).map_err(io)?;
    let written =
        file.write_all(bytes).and_then(|()| file.sync_all()).and_then(|()| fs::rename(&draft, path));
    if written.is_err() {
        // The draft is of no use to anybody; if it cannot even be removed, the error to tell is the first.
        let _ = fs::remove_file(&draft);
    }
    written.and_then(|()| fs::File::open(folder)?.sync_all()).map_err(io)
}
