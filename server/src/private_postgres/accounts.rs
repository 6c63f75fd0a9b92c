//! Which system accounts own the cluster and run the server.
//!
//! As root there are three: root types the command, `postgres` runs PostgreSQL (which refuses root) and `carbet`
//! serves once root is dropped. Otherwise the person who types the command is all of them.

use super::error::PrivatePostgresError;
use nix::unistd::{Uid, User};

/// The account PostgreSQL runs under when root starts it; the distribution's packages create it.
const CLUSTER_ACCOUNT: &str = "postgres";

/// One system account.
#[derive(Debug, Clone)]
pub(super) struct Account {
    pub name: String,
    pub uid: u32,
    pub gid: u32,
}

/// Who is who on this machine for this process.
#[derive(Debug, Clone)]
pub(super) struct Accounts {
    /// Owns the cluster's files and runs its processes.
    pub cluster: Account,
    /// Serves; as root, what the server becomes before it listens.
    pub server: Account,
    /// This process is root.
    pub as_root: bool,
}

impl Accounts {
    /// The accounts for this process, or a sentence naming the one that is missing and how to create it.
    /// `server` is the account root becomes; an ordinary user has no choice.
    pub fn current(server: &str) -> Result<Self, PrivatePostgresError> {
        let uid = Uid::effective();
        if uid.is_root() {
            let cluster = named(CLUSTER_ACCOUNT, "installez le paquet « postgresql »")?;
            let server = named(
                server,
                &format!(
                    "créez-le avec « useradd --system --user-group --no-create-home --shell /usr/sbin/nologin {server} »"
                ),
            )?;
            return Ok(Self { cluster, server, as_root: true });
        }
        let own = User::from_uid(uid).ok().flatten().map(Account::from).ok_or_else(|| {
            PrivatePostgresError::NoAccount {
                name: uid.to_string(),
                remedy: "PostgreSQL veut un compte qui a un nom ; donnez-en un à ce numéro dans /etc/passwd"
                    .into(),
            }
        })?;
        Ok(Self { cluster: own.clone(), server: own, as_root: false })
    }
}

impl From<User> for Account {
    fn from(user: User) -> Self {
        Self { name: user.name, uid: user.uid.as_raw(), gid: user.gid.as_raw() }
    }
}

fn named(name: &str, remedy: &str) -> Result<Account, PrivatePostgresError> {
    User::from_name(name)
        .ok()
        .flatten()
        .map(Account::from)
        .ok_or_else(|| PrivatePostgresError::NoAccount { name: name.into(), remedy: remedy.into() })
}
