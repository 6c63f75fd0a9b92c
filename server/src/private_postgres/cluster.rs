//! The cluster's life: created whole or not at all, started durable or not at all.
//!
//! Every function here expects the caller to hold the cluster's mutex. Stopping is the keeper's work.

use super::access::{HBA, SETTINGS, SUPERUSER, ident};
use super::accounts::Accounts;
use super::binaries::Binaries;
use super::error::PrivatePostgresError;
use super::folders::{ensure, lock_file, socket_folder, write_file};
use super::keeper::users_path;
use super::processes::{self, State};
use super::programs::{command, last_lines, run};
use std::fs::{self, File};
use std::io::ErrorKind;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// Settings without which an answered write can be lost.
const DURABLE: [&str; 3] = ["fsync", "full_page_writes", "synchronous_commit"];

/// The folder of one cluster and who runs it.
pub(super) struct Cluster {
    /// The data folder, absolute.
    pub data: PathBuf,
    /// PostgreSQL's own folder inside it.
    pub folder: PathBuf,
    pub accounts: Accounts,
    pub binaries: Binaries,
}

impl Cluster {
    /// Finds the programs for the cluster in `data`, existing or to be made.
    pub fn of(data: &Path, accounts: Accounts) -> Result<Self, PrivatePostgresError> {
        let folder = data.join("postgres");
        let major =
            fs::read_to_string(folder.join("PG_VERSION")).ok().and_then(|text| text.trim().parse().ok());
        let binaries = Binaries::find(major, &folder)?;
        Ok(Self { data: data.into(), folder, accounts, binaries })
    }

    /// Creates the cluster unless it exists. It is made under another name and renamed once synchronised: a crash
    /// in the middle leaves a draft that the next attempt throws away.
    pub async fn create(&self) -> Result<(), PrivatePostgresError> {
        match fs::symlink_metadata(&self.folder) {
            Ok(meta) if meta.is_dir() && meta.uid() == self.accounts.cluster.uid => return Ok(()),
            Ok(_) => return Err(PrivatePostgresError::ForeignFolder { folder: self.folder.clone() }),
            Err(_) => {}
        }
        let draft = self.data.join("postgres.draft");
        if let Err(error) = fs::remove_dir_all(&draft)
            && error.kind() != ErrorKind::NotFound
        {
            return Err(PrivatePostgresError::io("impossible de supprimer", draft)(error));
        }
        let owner = &self.accounts.cluster;
        ensure(&draft, 0o700, owner.uid, owner.gid, self.accounts.as_root)?;
        let mut initdb = command(&self.binaries.program("initdb"), &self.accounts);
        initdb
            .args(["--locale=C.UTF-8", "--encoding=UTF8", "--auth=peer", "-U", SUPERUSER, "-D"])
            .arg(&draft);
        run("initdb", &mut initdb).await?;
        ensure(&draft.join("log"), 0o700, owner.uid, owner.gid, self.accounts.as_root)?;
        let conf = draft.join("postgresql.conf");
        let given =
            fs::read_to_string(&conf).map_err(PrivatePostgresError::io("fichier illisible", &conf))?;
        write_file(&conf, &format!("{given}{SETTINGS}"), owner)?;
        let renamed = fs::rename(&draft, &self.folder).and_then(|()| File::open(&self.data)?.sync_all());
        renamed.map_err(PrivatePostgresError::io("impossible de créer", &self.folder))
    }

    /// Starts the cluster unless it runs; answers the folder of its socket.
    pub async fn start(&self) -> Result<PathBuf, PrivatePostgresError> {
        match processes::settled(&self.folder).await {
            Some(State::Running { socket }) => return Ok(socket),
            Some(State::Stopped) => {}
            None => return Err(self.slow("s'arrêter")),
        }
        write_file(&self.folder.join("pg_hba.conf"), HBA, &self.accounts.cluster)?;
        write_file(&self.folder.join("pg_ident.conf"), &ident(&self.accounts), &self.accounts.cluster)?;
        self.check_durable().await?;
        let socket = socket_folder(&self.data, &self.accounts)?;
        self.forget_the_dead(&socket)?;
        let journal = self.folder.join("log/start.log");
        let mut pg_ctl = command(&self.binaries.program("pg_ctl"), &self.accounts);
        pg_ctl.args(["start", "-w", "-s", "-t", "60", "-D"]).arg(&self.folder).arg("-l").arg(&journal);
        // On the command line, so that an edited file can neither open a port nor move the socket.
        let options =
            format!("-c listen_addresses= -c port=5432 -c unix_socket_directories={}", socket.display());
        pg_ctl.args(["-o", &options]);
        let started = run("pg_ctl start", &mut pg_ctl).await;
        started.map_err(|error| self.explain(error))?;
        match processes::settled(&self.folder).await {
            Some(State::Running { socket }) => Ok(socket),
            _ => Err(self.slow("démarrer")),
        }
    }

    /// After a crash or a reboot the number in the lock files may be a dead process nobody buried, or another one of
    /// the same account, and PostgreSQL would refuse to start. No process of the cluster is left here; a keeper
    /// elsewhere (another container on the same folder) would still hold the users file, and then PostgreSQL is
    /// left to judge.
    fn forget_the_dead(&self, socket: &Path) -> Result<(), PrivatePostgresError> {
        let users = lock_file(&users_path(&self.data), &self.accounts.cluster)?;
        if users.try_lock().is_err() && !processes::left_a_zombie(&self.folder) {
            return Ok(());
        }
        let left = [".s.PGSQL.5432", ".s.PGSQL.5432.lock"].map(|name| socket.join(name));
        for path in left.into_iter().chain([self.folder.join("postmaster.pid")]) {
            match fs::remove_file(&path) {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    return Err(PrivatePostgresError::io("impossible de supprimer", path)(error));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Asks the files what the settings would be: nothing starts with durability off.
    async fn check_durable(&self) -> Result<(), PrivatePostgresError> {
        for setting in DURABLE {
            let mut postgres = command(&self.binaries.program("postgres"), &self.accounts);
            postgres.arg("-D").arg(&self.folder).args(["-C", setting]);
            if run("postgres -C", &mut postgres).await? == "off" {
                return Err(self.not_durable(setting));
            }
        }
        Ok(())
    }

    /// The refusal for a setting found off.
    pub fn not_durable(&self, setting: &'static str) -> PrivatePostgresError {
        PrivatePostgresError::NotDurable { setting, file: self.folder.join("postgresql.conf") }
    }

    fn slow(&self, what: &'static str) -> PrivatePostgresError {
        PrivatePostgresError::Slow { what, log: self.folder.join("log") }
    }

    /// `pg_ctl` only says "could not start": the reason is at the end of the logs.
    fn explain(&self, error: PrivatePostgresError) -> PrivatePostgresError {
        let PrivatePostgresError::Program { program, reason } = error else { return error };
        let logs = fs::read_dir(self.folder.join("log")).into_iter().flatten().flatten();
        let mut logs: Vec<_> =
            logs.filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path()))).collect();
        logs.sort();
        let ends = logs.iter().rev().take(2).filter_map(|(_, path)| fs::read(path).ok());
        let said: Vec<String> = ends.map(|bytes| last_lines(&String::from_utf8_lossy(&bytes))).collect();
        PrivatePostgresError::Program { program, reason: format!("{reason} / {}", said.join(" / ")) }
    }
}
