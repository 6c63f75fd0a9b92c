//! The key under which oppositions are recorded: who opposed is known by a keyed hash of the RPPS number, never by the
//! number. The key lives in a file of its own and never in the database.

use crate::ImportError;
use crate::key_file::{self, KeyFileError};
use carbet_model::Rpps;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use sqlx::PgConnection;
use std::path::Path;

/// 32 secret bytes.
#[derive(Clone)]
pub struct SubjectKey([u8; 32]);

impl SubjectKey {
    /// A key from its bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Reads the key of a file, or makes one there with its folder, readable by its owner alone (0600).
    pub fn load_or_create(path: &Path) -> Result<Self, KeyFileError> {
        key_file::load_or_create(path).map(Self)
    }

    /// Keyed hash (HMAC-SHA-256) of `rpps:<number>`: the `subject_key` of the database.
    pub fn subject(&self, rpps: Rpps) -> [u8; 32] {
        self.hash(format!("rpps:{rpps}").as_bytes())
    }

    fn hash(&self, message: &[u8]) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes a key of any length");
        mac.update(message);
        mac.finalize().into_bytes().into()
    }

    /// Proves that this is the key of the database, recording it on first use. Call it before anything is written
    /// under the key.
    pub async fn verify(&self, conn: &mut PgConnection) -> Result<(), ImportError> {
        let check = self.hash(b"carbet subject key check");
        let known = sqlx::query_file_scalar!("sql/check_subject_key.sql", &check[..]).fetch_one(conn).await?;
        if known == check { Ok(()) } else { Err(ImportError::WrongSubjectKey) }
    }
}

impl std::fmt::Debug for SubjectKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SubjectKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_differ_by_person_and_by_key() {
        let (one, other) = (SubjectKey::new([1; 32]), SubjectKey::new([2; 32]));
        let rpps = "99000000001".parse().unwrap();
        assert_eq!(one.subject(rpps), one.subject(rpps));
        assert_ne!(one.subject(rpps), other.subject(rpps));
        assert_ne!(one.subject(rpps), one.subject("99000000002".parse().unwrap()));
    }
}
