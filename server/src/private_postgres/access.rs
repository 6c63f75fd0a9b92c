//! Who may enter the private cluster, and with which settings it runs. Pure text, no file and no process.
//!
//! TCP is off. On the socket the system itself says who calls (`peer`), and the map below says which role that
//! account may be: there is no password to leak and no `trust`.

use super::accounts::Accounts;

/// The superuser: makes the database and the roles, never serves.
pub(super) const SUPERUSER: &str = "postgres";
/// Owns the database; connects only to migrate.
pub(super) const OWNER: &str = "carbet_owner";
/// Reads the public views.
pub(super) const PUBLIC: &str = "carbet_public";
/// Reads the restricted views.
pub(super) const RESTRICTED: &str = "carbet_restricted";
/// Imports and records.
pub(super) const WRITER: &str = "carbet_writer";
/// The one database.
pub(super) const DATABASE: &str = "carbet";

/// `pg_hba.conf`: the socket only, through the map.
pub(super) const HBA: &str = "# Written by carbet at each start.\n\
    # type  database  user  method\n\
    local   all       all   peer map=carbet\n";

/// Appended to `postgresql.conf` when the cluster is created. A modest server: one machine, one product.
pub(super) const SETTINGS: &str = "\n# Carbet\n\
    listen_addresses = ''\n\
    max_connections = 60\n\
    shared_buffers = 128MB\n\
    fsync = on\n\
    full_page_writes = on\n\
    synchronous_commit = on\n\
    jit = off\n\
    log_checkpoints = off\n\
    # one file per weekday, a week kept\n\
    logging_collector = on\n\
    log_directory = 'log'\n\
    log_filename = 'postgresql-%a.log'\n\
    log_rotation_age = 1d\n\
    log_truncate_on_rotation = on\n";

/// `pg_ident.conf`: which system account may be which role.
///
/// Beside root, the server's account is the three serving roles and no more: migrations are done before root is
/// dropped. An ordinary user is everything on his own machine.
pub(super) fn ident(accounts: &Accounts) -> String {
    let mut pairs = vec![(accounts.cluster.name.as_str(), SUPERUSER)];
    let serving = [PUBLIC, RESTRICTED, WRITER];
    pairs.extend(serving.map(|role| (accounts.server.name.as_str(), role)));
    let master = if accounts.as_root { "root" } else { accounts.server.name.as_str() };
    pairs.push((master, OWNER));
    if accounts.as_root {
        pairs.push((master, SUPERUSER));
        pairs.extend(serving.map(|role| (master, role)));
    }
    let lines: String = pairs.iter().map(|(system, role)| format!("carbet \"{system}\" {role}\n")).collect();
    format!("# Written by carbet at each start.\n# map system-account role\n{lines}")
}

#[cfg(test)]
mod tests {
    use super::super::accounts::{Account, Accounts};
    use super::ident;

    fn account(name: &str) -> Account {
        Account { name: name.into(), uid: 1, gid: 1 }
    }

    #[test]
    fn beside_root_the_server_only_serves() {
        let accounts = Accounts { cluster: account("postgres"), server: account("carbet"), as_root: true };
        let text = ident(&accounts);
        assert!(text.contains("carbet \"postgres\" postgres\n"));
        assert!(text.contains("carbet \"root\" postgres\n"));
        assert!(text.contains("carbet \"carbet\" carbet_public\n"));
        assert!(!text.contains("\"carbet\" postgres"));
        assert!(!text.contains("\"carbet\" carbet_owner"));
        assert_eq!(text.matches("\"root\"").count(), 5);
        assert!(!text.contains("\"postgres\" carbet_"));
    }

    #[test]
    fn an_ordinary_user_is_everything_on_his_machine_and_root_is_not_named() {
        let accounts = Accounts { cluster: account("marie"), server: account("marie"), as_root: false };
        let text = ident(&accounts);
        assert_eq!(text.matches("\"marie\"").count(), 5);
        assert!(!text.contains("root"));
    }
}
