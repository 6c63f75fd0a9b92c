//! Snapshot from disk. What cannot be trusted is refused with its reason, never half used.

use super::data::PublicData;
use super::keys::Key;
use super::restricted::RestrictedData;
use super::save::{self, FORMAT, PREAMBLE, PUBLIC_MAGIC, RESTRICTED_MAGIC, STAMP};
use flate2::read::ZlibDecoder;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use time::OffsetDateTime;

/// Why a saved snapshot is not used.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    #[error("aucun instantané enregistré dans {path}")]
    Missing { path: PathBuf },
    #[error("l'instantané {path} ne peut pas être lu : {source}")]
    Io { path: PathBuf, source: std::io::Error },
    #[error("{path} n'est pas un instantané de Carbet")]
    NotOurs { path: PathBuf },
    #[error("l'instantané {path} est au format {found}, cette version lit le format {FORMAT}")]
    Format { path: PathBuf, found: u32 },
    #[error("l'instantané {path} est abîmé : sa somme de contrôle ne correspond pas")]
    Checksum { path: PathBuf },
    #[error("l'instantané {path} est chiffré par une autre clé")]
    WrongKey { path: PathBuf },
}

/// Rows read back, and when they had been read from the database.
#[derive(Debug)]
pub struct Loaded<T> {
    pub data: T,
    pub built_at: OffsetDateTime,
}

/// The public part.
pub fn public(data_dir: &Path) -> Result<Loaded<PublicData>, LoadError> {
    let path = save::public_file(data_dir);
    let (stamp, body) = verified(&path, PUBLIC_MAGIC)?;
    unpacked(&path, &stamp, &body)
}

/// The restricted part.
pub fn restricted(data_dir: &Path, key: &Key) -> Result<Loaded<RestrictedData>, LoadError> {
    let path = save::restricted_file(data_dir);
    let (stamp, sealed) = verified(&path, RESTRICTED_MAGIC)?;
    let body = key.open(&sealed, &stamp).map_err(|_| LoadError::WrongKey { path: path.clone() })?;
    unpacked(&path, &stamp, &body)
}

fn verified(path: &Path, magic: &[u8; 8]) -> Result<([u8; STAMP], Vec<u8>), LoadError> {
    let bytes = std::fs::read(path).map_err(|source| match source.kind() {
        ErrorKind::NotFound => LoadError::Missing { path: path.into() },
        _ => LoadError::Io { path: path.into(), source },
    })?;
    let not_ours = || LoadError::NotOurs { path: path.into() };
    let rest = bytes.strip_prefix(magic).ok_or_else(not_ours)?;
    let (format, rest) = rest.split_first_chunk::<4>().ok_or_else(not_ours)?;
    let found = u32::from_le_bytes(*format);
    if found != FORMAT {
        return Err(LoadError::Format { path: path.into(), found });
    }
    let (checksum, rest) = rest.split_first_chunk::<32>().ok_or_else(not_ours)?;
    let expected = Sha256::new().chain_update(format).chain_update(rest).finalize();
    let stamp = rest.first_chunk::<STAMP>().copied();
    match stamp {
        Some(stamp) if expected.as_slice() == checksum => Ok((stamp, bytes[PREAMBLE + STAMP..].to_vec())),
        _ => Err(LoadError::Checksum { path: path.into() }),
    }
}

fn unpacked<T: DeserializeOwned>(
    path: &Path,
    stamp: &[u8; STAMP],
    body: &[u8],
) -> Result<Loaded<T>, LoadError> {
    let damaged = || LoadError::Checksum { path: path.into() };
    let mut plain = Vec::new();
    ZlibDecoder::new(body).read_to_end(&mut plain).map_err(|_| damaged())?;
    let data = postcard::from_bytes(&plain).map_err(|_| damaged())?;
    let seconds = i64::from_le_bytes(stamp[8..].try_into().expect("eight bytes are left"));
    let built_at = OffsetDateTime::from_unix_timestamp(seconds).map_err(|_| damaged())?;
    Ok(Loaded { data, built_at })
}
