//! Secret keys kept in files: 32 random bytes, readable by their owner alone. Knows nothing of what they protect.
//!
//! Made whole or not at all: written beside, then linked to its name. Two that start together read the same key.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// Length of every key.
pub const KEY_BYTES: usize = 32;

/// A refusal about a key file, as a French sentence. Never carries the key.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    #[error(
        "la clé {path} est lisible par d'autres : faites « chmod 600 {path} », et changez-la si elle a pu être lue"
    )]
    Readable { path: PathBuf },
    #[error("la clé {path} n'a pas la forme attendue : 64 chiffres hexadécimaux, ou 32 octets")]
    Malformed { path: PathBuf },
    #[error("la clé {path} ne peut être ni lue ni créée : {source}")]
    Io { path: PathBuf, source: std::io::Error },
    #[error("le système ne donne pas de nombres au hasard")]
    Random,
}

/// Reads the key of a file; makes it, with its folder (0700), when there is none.
pub fn load_or_create(path: &Path) -> Result<[u8; KEY_BYTES], KeyFileError> {
    let io = |source| KeyFileError::Io { path: path.into(), source };
    match File::open(path) {
        Ok(file) => read(file, path),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            if let Some(folder) = path.parent() {
                DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(io)?;
            }
            create(path)?;
            // Not the bytes just drawn: another process may have linked its own first.
            read(File::open(path).map_err(io)?, path)
        }
        Err(error) => Err(io(error)),
    }
}

fn read(file: File, path: &Path) -> Result<[u8; KEY_BYTES], KeyFileError> {
    let io = |source| KeyFileError::Io { path: path.into(), source };
    if file.metadata().map_err(io)?.permissions().mode() & 0o077 != 0 {
        return Err(KeyFileError::Readable { path: path.into() });
    }
    let mut bytes = Vec::new();
    file.take(100).read_to_end(&mut bytes).map_err(io)?;
    // Keys of oppositions were first written as bare bytes, and must open for ever.
    if let Ok(key) = <[u8; KEY_BYTES]>::try_from(bytes.as_slice()) {
        return Ok(key);
    }
    decode(bytes.trim_ascii()).ok_or_else(|| KeyFileError::Malformed { path: path.into() })
}

/// Writes a new key beside, then links it: unlike a rename, a link never replaces a key that is already there.
fn create(path: &Path) -> Result<(), KeyFileError> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let io = |source| KeyFileError::Io { path: path.into(), source };
    let mut key = [0; KEY_BYTES];
    getrandom::fill(&mut key).map_err(|_| KeyFileError::Random)?;
    let text: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let beside = path.with_extension(format!("{}-{number}.new", std::process::id()));
    let written = || {
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&beside)?;
        file.write_all(format!("{text}\n").as_bytes())?;
        file.sync_all()?;
        match fs::hard_link(&beside, path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
            linked => linked,
        }
    };
    let outcome = written();
    // A draft left behind is never read: its name is this process's own.
    let _ = fs::remove_file(&beside);
    outcome.map_err(io)
}

fn decode(text: &[u8]) -> Option<[u8; KEY_BYTES]> {
    let text =
        std::str::from_utf8(text).ok().filter(|text| text.len() == 2 * KEY_BYTES && text.is_ascii())?;
    let mut key = [0; KEY_BYTES];
    for (at, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()?;
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_and_must_stay_private() {
        let folder = std::env::temp_dir().join(format!("carbet-key-{}", std::process::id()));
        let path = folder.join("inside/some.key");
        let made: Vec<_> = std::thread::scope(|scope| {
            let starts: Vec<_> = (0..8).map(|_| scope.spawn(|| load_or_create(&path).unwrap())).collect();
            starts.into_iter().map(|start| start.join().unwrap()).collect()
        });
        assert!(made.iter().all(|key| *key == made[0]), "who starts together has the same key");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "no draft is left");

        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert!(matches!(load_or_create(&path), Err(KeyFileError::Readable { .. })));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        fs::write(&path, [7; KEY_BYTES]).unwrap();
        assert_eq!(load_or_create(&path).unwrap(), [7; KEY_BYTES]);
        for wrong in [&b""[..], b"not a key", &[b'g'; 64], &[7; 33]] {
            fs::write(&path, wrong).unwrap();
            assert!(matches!(load_or_create(&path), Err(KeyFileError::Malformed { .. })));
        }
        fs::remove_dir_all(&folder).unwrap();
    }
}
