//! Keys kept in files: 32 random bytes, readable by their owner alone, outside the data folder.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use std::fs::{DirBuilder, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

const KEY_BYTES: usize = 32;
/// XChaCha20 takes 24: long enough to be drawn at random each time.
const NONCE_BYTES: usize = 24;

/// A refusal about a key file, as a French sentence. Never carries the key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    #[error(
        "la clé {path} est lisible par d'autres : faites « chmod 600 {path} », et changez-la si elle a pu être lue"
    )]
    Readable { path: PathBuf },
    #[error("la clé {path} n'a pas la forme attendue : 64 chiffres hexadécimaux")]
    Malformed { path: PathBuf },
    #[error("la clé {path} ne peut être ni lue ni créée : {source}")]
    Io { path: PathBuf, source: std::io::Error },
    #[error("le système ne donne pas de nombres au hasard")]
    Random,
}

/// A key in memory. Never printed.
#[derive(Clone)]
pub struct Key([u8; KEY_BYTES]);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

/// What was sealed cannot be opened: another key, or other bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("autre clé, ou contenu modifié")]
pub struct SealError;

impl Key {
    /// Reads the key of a file, created with its folder when absent.
    pub fn load_or_create(path: &Path) -> Result<Self, KeyError> {
        let io = |source| KeyError::Io { path: path.into(), source };
        match std::fs::read_to_string(path) {
            Ok(text) => {
                let mode = std::fs::metadata(path).map_err(io)?.permissions().mode();
                if mode & 0o077 != 0 {
                    return Err(KeyError::Readable { path: path.into() });
                }
                decode(text.trim()).map(Self).ok_or_else(|| KeyError::Malformed { path: path.into() })
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Self::create(path),
            Err(error) if error.kind() == ErrorKind::InvalidData => {
                Err(KeyError::Malformed { path: path.into() })
            }
            Err(error) => Err(io(error)),
        }
    }

    fn create(path: &Path) -> Result<Self, KeyError> {
        let io = |source| KeyError::Io { path: path.into(), source };
        let key = Self(random()?);
        if let Some(folder) = path.parent() {
            DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(io)?;
        }
        let text: String = key.0.iter().map(|byte| format!("{byte:02x}")).collect();
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(io)?;
        file.write_all(format!("{text}\n").as_bytes()).and_then(|()| file.sync_all()).map_err(io)?;
        Ok(key)
    }

    /// A key that lives as long as this process: for tests.
    pub fn ephemeral() -> Result<Self, KeyError> {
        random().map(Self)
    }

    /// Encrypts and signs; `context` is signed with it and must be given again to open.
    pub fn seal(&self, plain: &[u8], context: &[u8]) -> Result<Vec<u8>, KeyError> {
        let nonce: [u8; NONCE_BYTES] = random()?;
        let cipher = XChaCha20Poly1305::new(&self.0.into());
        let sealed = cipher
            .encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: context })
            .expect("memory is the only limit, and the plain text is already in it");
        Ok([&nonce, sealed.as_slice()].concat())
    }

    /// The inverse of [`Key::seal`].
    pub fn open(&self, sealed: &[u8], context: &[u8]) -> Result<Vec<u8>, SealError> {
        let (nonce, body) = sealed.split_first_chunk::<NONCE_BYTES>().ok_or(SealError)?;
        let cipher = XChaCha20Poly1305::new(&self.0.into());
        cipher.decrypt(&XNonce::from(*nonce), Payload { msg: body, aad: context }).map_err(|_| SealError)
    }
}

fn random<const N: usize>() -> Result<[u8; N], KeyError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| KeyError::Random)?;
    Ok(bytes)
}

fn decode(text: &str) -> Option<[u8; KEY_BYTES]> {
    let mut key = [0; KEY_BYTES];
    if text.len() != 2 * KEY_BYTES || !text.is_ascii() {
        return None;
    }
    for (at, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()?;
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_with_the_same_key_and_context_only() {
        let key = Key::ephemeral().expect("random numbers");
        let sealed = key.seal(b"secret", b"context").expect("random numbers");
        assert_eq!(key.open(&sealed, b"context").as_deref(), Ok(b"secret".as_slice()));
        assert!(key.open(&sealed, b"other").is_err());
        assert!(Key::ephemeral().expect("random numbers").open(&sealed, b"context").is_err());
        for at in 0..sealed.len() {
            let mut flipped = sealed.clone();
            flipped[at] ^= 1;
            assert!(key.open(&flipped, b"context").is_err(), "byte {at}");
        }
    }

    #[test]
    fn a_key_file_is_made_once_and_must_stay_private() {
        let folder = std::env::temp_dir().join(format!("carbet-key-{}", std::process::id()));
        let path = folder.join("inside/snapshot.key");
        let made = Key::load_or_create(&path).expect("made");
        assert_eq!(Key::load_or_create(&path).expect("read again").0, made.0);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).expect("changed");
        assert!(matches!(Key::load_or_create(&path), Err(KeyError::Readable { .. })));
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).expect("changed");
        std::fs::write(&path, "not a key").expect("written");
        assert!(matches!(Key::load_or_create(&path), Err(KeyError::Malformed { .. })));
        std::fs::remove_dir_all(&folder).expect("removed");
    }
}
