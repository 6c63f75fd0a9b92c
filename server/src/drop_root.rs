//! Leaves root for good: the server reads what only root can, then becomes an account that owns nothing else.
//!
//! Must not be called before everything that needs root is done: there is no way back, and that is checked.

use nix::unistd::{Uid, User, geteuid, getresgid, getresuid, setgroups, setresgid, setresuid, setuid};

/// Why root was not dropped; `Display` is the French sentence to print. The caller must not go on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DropRootError {
    /// The account does not exist, or is root itself.
    #[error(
        "l'utilisateur système « {0} » n'existe pas : créez-le avec « useradd --system --user-group \
         --no-create-home --shell /usr/sbin/nologin {0} »"
    )]
    NoAccount(String),
    /// The system refused to change the account.
    #[error("impossible de quitter le compte root : {0}")]
    Refused(#[from] nix::Error),
    /// The change did not hold: root could have been taken back.
    #[error("impossible de quitter le compte root : le système le rend à qui le redemande")]
    Regained,
}

/// Becomes `account`, with its group and no other, in every thread; does nothing for an ordinary user.
/// Answers whether root was dropped.
pub fn drop_root(account: &str) -> Result<bool, DropRootError> {
    if !geteuid().is_root() {
        return Ok(false);
    }
    let no_account = || DropRootError::NoAccount(account.to_owned());
    let user = User::from_name(account)?.filter(|user| !user.uid.is_root()).ok_or_else(no_account)?;
    setgroups(&[user.gid])?;
    setresgid(user.gid, user.gid, user.gid)?;
    setresuid(user.uid, user.uid, user.uid)?;
    let (users, groups) = (getresuid()?, getresgid()?);
    let left = [users.real, users.effective, users.saved].iter().all(|uid| *uid == user.uid)
        && [groups.real, groups.effective, groups.saved].iter().all(|gid| *gid == user.gid);
    if !left || setuid(Uid::from_raw(0)).is_ok() {
        return Err(DropRootError::Regained);
    }
    Ok(true)
}
