//! Finds PostgreSQL's server programs, with PostGIS beside them. Runs nothing but `pg_config` and `initdb --version`.

use super::error::PrivatePostgresError;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where Debian and Ubuntu put each major version's programs.
const DISTRIBUTION: &str = "/usr/lib/postgresql";
/// What makes an extension installable; its absence means the `postgis` package is not there.
const POSTGIS: &str = "extension/postgis.control";

/// One installed PostgreSQL that can make a cluster with PostGIS in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Binaries {
    /// The folder of `initdb`, `pg_ctl` and `postgres`.
    pub folder: PathBuf,
    /// Major version (15, 16, 17…).
    pub major: u32,
}

impl Binaries {
    /// One program of this version.
    pub fn program(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The first usable installation, in this order: `pg_config` on the PATH, `initdb` on the PATH, the
    /// distribution's versions, newest first. With `wanted` (an existing cluster), only that major version.
    pub fn find(wanted: Option<u32>, cluster: &Path) -> Result<Self, PrivatePostgresError> {
        let mut lacking = Vec::new();
        let mut usable = Vec::new();
        for folder in candidates() {
            match inspect(&folder) {
                Ok(binaries) => usable.push(binaries),
                Err(lack) => lacking.push(format!("{} : {lack}", folder.display())),
            }
        }
        match wanted {
            Some(major) => usable
                .into_iter()
                .find(|binaries| binaries.major == major)
                .ok_or_else(|| PrivatePostgresError::WrongMajor { folder: cluster.into(), wanted: major }),
            None => usable.into_iter().next().ok_or_else(|| {
                let found =
                    if lacking.is_empty() { "aucun programme initdb".into() } else { lacking.join(" ; ") };
                PrivatePostgresError::NoBinaries { found }
            }),
        }
    }
}

/// Folders to look at, best first, without repetition.
fn candidates() -> Vec<PathBuf> {
    let mut folders = Vec::new();
    let mut add = |folder: PathBuf| {
        let folder = folder.canonicalize().unwrap_or(folder);
        if folder.join("initdb").is_file() && !folders.contains(&folder) {
            folders.push(folder);
        }
    };
    if let Some(folder) = answer(Command::new("pg_config").arg("--bindir")) {
        add(PathBuf::from(folder));
    }
    for folder in std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()) {
        if let Ok(initdb) = folder.join("initdb").canonicalize()
            && let Some(real) = initdb.parent()
        {
            add(real.into());
        }
    }
    let versions = std::fs::read_dir(DISTRIBUTION).into_iter().flatten().flatten();
    let mut versions: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    versions.sort_unstable_by_key(|(major, _)| std::cmp::Reverse(*major));
    versions.into_iter().for_each(|(_, folder)| add(folder));
    folders
}

/// The installation in `folder`, or what it lacks.
fn inspect(folder: &Path) -> Result<Binaries, &'static str> {
    if !["pg_ctl", "postgres"].iter().all(|name| folder.join(name).is_file()) {
        return Err("sans pg_ctl ou postgres");
    }
    let version = answer(Command::new(folder.join("initdb")).arg("--version"));
    let major = version.as_deref().and_then(major_of).ok_or("version illisible")?;
    let mut shares = vec![PathBuf::from(format!("/usr/share/postgresql/{major}"))];
    shares.extend(answer(Command::new(folder.join("pg_config")).arg("--sharedir")).map(PathBuf::from));
    if !shares.iter().any(|share| share.join(POSTGIS).is_file()) {
        return Err("sans PostGIS");
    }
    Ok(Binaries { folder: folder.into(), major })
}

/// `initdb (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)` → 15.
fn major_of(version: &str) -> Option<u32> {
    version.split_whitespace().nth(2)?.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

fn answer(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8(output.stdout).ok()?.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::major_of;

    #[test]
    fn reads_the_major_version() {
        let table = [
            ("initdb (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", Some(15)),
            ("initdb (PostgreSQL) 17.6 (Debian 17.6-0+deb13u1)", Some(17)),
            ("initdb (PostgreSQL) 18beta1", Some(18)),
            ("initdb", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(major_of(text), expected, "{text}");
        }
    }
}
