//! The key that seals the restricted part of the saved snapshot. Its file stands outside the data folder.

use carbet_imports::key_file::{self, KEY_BYTES, KeyFileError};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use std::path::Path;

/// XChaCha20 takes 24: long enough to be drawn at random each time.
const NONCE_BYTES: usize = 24;

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
    pub fn load_or_create(path: &Path) -> Result<Self, KeyFileError> {
        key_file::load_or_create(path).map(Self)
    }

    /// A key that lives as long as this process: for tests.
    pub fn ephemeral() -> Result<Self, KeyFileError> {
        random().map(Self)
    }

    /// Encrypts and signs; `context` is signed with it and must be given again to open.
    pub fn seal(&self, plain: &[u8], context: &[u8]) -> Result<Vec<u8>, KeyFileError> {
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

fn random<const N: usize>() -> Result<[u8; N], KeyFileError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| KeyFileError::Random)?;
    Ok(bytes)
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
}
