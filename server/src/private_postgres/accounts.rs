//! Which system accounts own the cluster and run the server.
//!
//! As root there are three: root types the command, `postgres` runs PostgreSQL (which refuses root) and `carbet`
//! serves once root is dropped. Otherwise the person who types the command is all of them.

use super::error::PrivatePostgresError;
use nix::unistd::{Gid, Uid, User};

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
        let server = Account::of_server(server)?;
        if is_root() {
            let cluster = named(CLUSTER_ACCOUNT, "installez le paquet « postgresql »")?;
            return Ok(Self { cluster, server, as_root: true });
        }
        // PostgreSQL names its superuser after the account: a number is not enough.
        if User::from_uid(Uid::effective()).ok().flatten().is_none() {
            return Err(PrivatePostgresError::NoAccount {
                name: server.name,
                remedy: "PostgreSQL veut un compte qui a un nom ; donnez-en un à ce numéro dans /etc/passwd"
                    .into(),
            });
        }
        Ok(Self { cluster: server.clone(), server, as_root: false })
    }
}

/// This process is root.
pub(super) fn is_root() -> bool {
    Uid::effective().is_root()
}

impl Account {
    /// The account that serves: the one named, for root; the one who types the command, otherwise, named or not.
    pub fn of_server(name: &str) -> Result<Self, PrivatePostgresError> {
        if is_root() {
            let remedy = format!(
                "créez-le avec « useradd --system --user-group --no-create-home --shell /usr/sbin/nologin {name} »"
            );
            return named(name, &remedy);
        }
        let uid = Uid::effective();
        Ok(User::from_uid(uid).ok().flatten().map_or_else(
            || Self { name: uid.to_string(), uid: uid.as_raw(), gid: Gid::effective().as_raw() },
            Self::from,
        ))
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
