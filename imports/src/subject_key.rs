//! The key under which oppositions are recorded: who opposed is known by a keyed hash of the RPPS number, never by the
//! number. The key lives in a file of its own and never in the database.

use crate::ImportError;
use carbet_model::Rpps;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use sqlx::PgConnection;
use std::fs::OpenOptions;
use std::io::{Read, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

/// 32 secret bytes.
#[derive(Clone)]
pub struct SubjectKey([u8; 32]);

impl SubjectKey {
    /// A key from its bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Reads the key of a file, or makes one there, readable by its owner alone (0600).
    pub fn load_or_create(path: &Path) -> Result<Self, ImportError> {
        let file_name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let refused = |cause: &dyn std::fmt::Display| ImportError::SubjectKeyFile {
            file: file_name.clone(),
            cause: cause.to_string(),
        };
        match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
            Ok(mut file) => {
                let mut bytes = [0; 32];
                getrandom::fill(&mut bytes).map_err(|error| refused(&error))?;
                file.write_all(&bytes).and_then(|()| file.sync_all()).map_err(|error| refused(&error))?;
                Ok(Self(bytes))
            }
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                let file = OpenOptions::new().read(true).open(path).map_err(|error| refused(&error))?;
                let mode = file.metadata().map_err(|error| refused(&error))?.permissions().mode();
                if mode & 0o077 != 0 {
                    return Err(refused(&"il est lisible par d'autres ; il faut chmod 600"));
                }
                let mut bytes = Vec::new();
                file.take(33).read_to_end(&mut bytes).map_err(|error| refused(&error))?;
                bytes.try_into().map(Self).map_err(|_| refused(&"il doit contenir exactement 32 octets"))
            }
            Err(error) => Err(refused(&error)),
        }
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
    fn a_key_is_made_once_and_kept_private() {
        let folder = std::env::temp_dir().join(format!("carbet-subject-key-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("subject.key");
        let made = SubjectKey::load_or_create(&path).unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(SubjectKey::load_or_create(&path).unwrap().0, made.0);

        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
        assert!(SubjectKey::load_or_create(&path).unwrap_err().to_string().contains("chmod 600"));
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        std::fs::write(&path, b"short").unwrap();
        assert!(SubjectKey::load_or_create(&path).unwrap_err().to_string().contains("32 octets"));
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn subjects_differ_by_person_and_by_key() {
        let (one, other) = (SubjectKey::new([1; 32]), SubjectKey::new([2; 32]));
        let rpps = "99000000001".parse().unwrap();
        assert_eq!(one.subject(rpps), one.subject(rpps));
        assert_ne!(one.subject(rpps), other.subject(rpps));
        assert_ne!(one.subject(rpps), one.subject("99000000002".parse().unwrap()));
    }
}
