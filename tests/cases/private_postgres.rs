//! The private PostgreSQL as its users meet it: shared, stopped by the last one, durable, closed to strangers.
//!
//! Runs as root and as an ordinary user, each test in its own temporary data folder. Two tests are the far side of
//! others, in a process of its own; alone they do nothing.

use carbet_server::drop_root::drop_root;
use carbet_server::private_postgres::{PrivatePostgres, PrivatePostgresError, attach, claim_serve};
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{ConnectOptions, Connection};
use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// The account root becomes; the installer creates it.
const SERVER_ACCOUNT: &str = "carbet";
const FOLDER_OF_CHILD: &str = "CARBET_TEST_FOLDER_OF_CHILD";

/// A data folder that goes with the test, whatever its end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("carbet-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        Self(std::env::temp_dir().join(name))
    }

    /// The main process of the cluster, as PostgreSQL wrote it.
    fn postmaster(&self) -> Option<String> {
        let text = fs::read_to_string(self.0.join("postgres/postmaster.pid")).ok()?;
        text.lines().next().map(str::to_owned)
    }

    fn add_setting(&self, line: &str) {
        let conf = self.0.join("postgres/postgresql.conf");
        writeln!(OpenOptions::new().append(true).open(conf).unwrap(), "{line}").unwrap();
    }

    /// Blocks until no keeper is left, hence until the last one stopped the cluster.
    fn wait_until_unused(&self) {
        File::open(self.0.join("postgres.users")).unwrap().lock().unwrap();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn as_root() -> bool {
    fs::metadata("/proc/self").unwrap().uid() == 0
}

/// A zombie has no program any more.
fn is_alive(pid: &str) -> bool {
    fs::read_link(format!("/proc/{pid}/exe")).is_ok()
}

fn kill(pid: &str) {
    assert!(Command::new("kill").args(["-9", pid]).status().unwrap().success());
}

async fn ask(options: PgConnectOptions, sql: &'static str) -> Result<String, sqlx::Error> {
    let mut connection: PgConnection = options.connect().await?;
    let answer = sqlx::query_scalar(sql).fetch_one(&mut connection).await;
    connection.close().await?;
    answer
}

async fn execute(options: PgConnectOptions, sql: &'static str) {
    let mut connection = options.connect().await.unwrap();
    sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

fn superuser(postgres: &PrivatePostgres) -> PgConnectOptions {
    postgres.owner().username("postgres")
}

#[tokio::test]
async fn users_share_one_cluster_and_the_last_one_stops_it() {
    let folder = Folder::new();
    // What a crash in the middle of a creation leaves must not be taken for a cluster.
    fs::create_dir_all(folder.0.join("postgres.draft")).unwrap();
    fs::write(folder.0.join("postgres.draft/PG_VERSION"), "15").unwrap();

    let (first, second) = tokio::join!(attach(&folder.0, SERVER_ACCOUNT), attach(&folder.0, SERVER_ACCOUNT));
    let (first, second) = (first.unwrap(), second.unwrap());
    let postmaster = folder.postmaster().unwrap();
    assert!(!folder.0.join("postgres.draft").exists());
    assert_eq!(ask(first.public(), "select current_user::text").await.unwrap(), "carbet_public");
    assert_eq!(ask(first.restricted(), "select current_user::text").await.unwrap(), "carbet_restricted");
    assert_eq!(ask(first.writer(), "select current_user::text").await.unwrap(), "carbet_writer");
    first.release().await;

    assert_eq!(folder.postmaster().unwrap(), postmaster);
    assert!(ask(second.owner(), "select postgis_lib_version()").await.unwrap().starts_with('3'));
    second.release().await;
    assert_eq!(folder.postmaster(), None);
    assert!(!is_alive(&postmaster));
}

#[tokio::test]
async fn what_was_answered_survives_a_killed_postgres() {
    let folder = Folder::new();
    let crashed = attach(&folder.0, SERVER_ACCOUNT).await.unwrap();
    execute(crashed.owner(), "create schema kept; create table kept.word as select 'carbet'::text as word")
        .await;
    kill(&folder.postmaster().unwrap());

    // While a user of the dead cluster is still there…
    let revived = attach(&folder.0, SERVER_ACCOUNT).await.unwrap();
    assert_eq!(ask(revived.owner(), "select word from kept.word").await.unwrap(), "carbet");
    crashed.release().await;
    assert_eq!(ask(revived.owner(), "select word from kept.word").await.unwrap(), "carbet");
    revived.release().await;
    assert_eq!(folder.postmaster(), None);

    // …and when the number it left is now a living process of the same account.
    fs::write(folder.0.join("postgres/postmaster.pid"), format!("{}\n", std::process::id())).unwrap();
    let again = attach(&folder.0, SERVER_ACCOUNT).await.unwrap();
    assert_eq!(ask(again.owner(), "select word from kept.word").await.unwrap(), "carbet");
    again.release().await;
}

#[tokio::test]
async fn a_killed_user_gives_the_cluster_back() {
    let folder = Folder::new();
    let mut child = far_side("private_postgres::far_side_attaches", &folder.0);
    let postmaster = folder.postmaster().unwrap();
    assert!(is_alive(&postmaster));
    child.kill().unwrap();
    child.wait().unwrap();
    folder.wait_until_unused();
    assert_eq!(folder.postmaster(), None);
}

#[tokio::test]
async fn far_side_attaches() {
    let Some(folder) = std::env::var_os(FOLDER_OF_CHILD) else { return };
    let _held = attach(Path::new(&folder), SERVER_ACCOUNT).await.unwrap();
    println!("\nready");
    std::future::pending::<()>().await;
}

#[tokio::test]
async fn a_cluster_that_could_lose_an_answered_write_is_refused() {
    let folder = Folder::new();
    attach(&folder.0, SERVER_ACCOUNT).await.unwrap().release().await;
    for (off, on) in [
        ("fsync = off", "fsync = on"),
        ("synchronous_commit = off", "synchronous_commit = on"),
        ("full_page_writes = off", "full_page_writes = on"),
    ] {
        folder.add_setting(off);
        let refusal = attach(&folder.0, SERVER_ACCOUNT).await.unwrap_err();
        assert!(matches!(&refusal, PrivatePostgresError::NotDurable { .. }), "{refusal}");
        assert!(refusal.to_string().contains(off.split(' ').next().unwrap()), "{refusal}");
        assert_eq!(folder.postmaster(), None);
        folder.add_setting(on);
    }
    // A file can say "on" and a role "off".
    let postgres = attach(&folder.0, SERVER_ACCOUNT).await.unwrap();
    execute(superuser(&postgres), "alter role carbet_writer set synchronous_commit = off").await;
    postgres.release().await;
    let refusal = attach(&folder.0, SERVER_ACCOUNT).await.unwrap_err();
    assert!(matches!(refusal, PrivatePostgresError::NotDurable { setting: "synchronous_commit", .. }));
    assert_eq!(folder.postmaster(), None);
}

#[tokio::test]
async fn only_the_socket_and_only_the_map_let_anybody_in() {
    let folder = Folder::new();
    attach(&folder.0, SERVER_ACCOUNT).await.unwrap().release().await;
    folder.add_setting("listen_addresses = '*'");
    let postgres = attach(&folder.0, SERVER_ACCOUNT).await.unwrap();
    assert_eq!(ask(superuser(&postgres), "show listen_addresses").await.unwrap(), "");

    execute(superuser(&postgres), "create role stranger login superuser").await;
    let refusal = postgres.owner().username("stranger").connect().await.unwrap_err();
    assert_eq!(refusal.as_database_error().and_then(|error| error.code()).as_deref(), Some("28000"));
    if as_root() {
        assert!(enters(&postgres, SERVER_ACCOUNT, "carbet_public"));
        assert!(!enters(&postgres, SERVER_ACCOUNT, "postgres"));
        assert!(!enters(&postgres, SERVER_ACCOUNT, "carbet_owner"));
        assert!(enters(&postgres, "postgres", "postgres"));
        assert!(!enters(&postgres, "postgres", "carbet_owner"));
        assert!(!enters(&postgres, "nobody", "carbet_public"));
    }
    postgres.release().await;
}

/// Whether the system account `account` gets in as `role`.
fn enters(postgres: &PrivatePostgres, account: &str, role: &str) -> bool {
    let id = |flag: &str| {
        let output = Command::new("id").args([flag, account]).output().unwrap();
        String::from_utf8(output.stdout).unwrap().trim().parse::<u32>().unwrap()
    };
    let mut psql = Command::new("psql");
    psql.args(["-X", "-w", "-d", "carbet", "-c", "select 1", "-U", role, "-h"]).arg(postgres.socket());
    psql.uid(id("-u")).gid(id("-g")).current_dir("/").output().unwrap().status.success()
}

#[test]
fn a_second_serve_on_one_folder_is_refused_and_says_who_serves() {
    let folder = Folder::new();
    let claim = claim_serve(&folder.0, SERVER_ACCOUNT).unwrap();
    let refusal = claim_serve(&folder.0, SERVER_ACCOUNT).unwrap_err().to_string();
    assert!(refusal.contains(&format!("processus {}", std::process::id())), "{refusal}");
    assert!(refusal.contains("CARBET_DATA_DIR"), "{refusal}");
    drop(claim);
    claim_serve(&folder.0, SERVER_ACCOUNT).unwrap();
}

#[tokio::test]
async fn a_long_or_strange_path_gets_a_socket_elsewhere() {
    let folder = Folder::new();
    let data = folder.0.join("un dossier où l'on range des choses, avec des virgules").join("x".repeat(80));
    let postgres = attach(&data, SERVER_ACCOUNT).await.unwrap();
    assert!(!postgres.socket().starts_with(&data));
    assert_eq!(ask(postgres.public(), "select 'oui'").await.unwrap(), "oui");
    let socket = postgres.socket().to_owned();
    postgres.release().await;
    fs::remove_dir_all(socket).unwrap();
    let refusal = attach(&folder.0.join("$(id)"), SERVER_ACCOUNT).await.unwrap_err();
    assert!(matches!(refusal, PrivatePostgresError::UnusablePath(_)), "{refusal}");
}

#[test]
fn root_is_left_for_good() {
    let folder = Folder::new();
    let mut child = far_side("private_postgres::far_side_drops_root", &folder.0);
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    let field = |name: &str| status.lines().find_map(|line| line.strip_prefix(name)).unwrap().to_owned();
    let uids = field("Uid:");
    let uids: Vec<&str> = uids.split_whitespace().collect();
    assert!(uids.iter().all(|uid| *uid == uids[0] && *uid != "0"), "{uids:?}");
    if as_root() {
        assert_eq!(field("Groups:").split_whitespace().count(), 1);
        assert_eq!(field("CapEff:").trim().trim_start_matches('0'), "");
    }
}

#[tokio::test]
async fn far_side_drops_root() {
    if std::env::var_os(FOLDER_OF_CHILD).is_none() {
        return;
    }
    let root = as_root();
    assert_eq!(drop_root(SERVER_ACCOUNT).unwrap(), root);
    println!("\nready");
    std::future::pending::<()>().await;
}

/// This very binary in another process, running one test until it says it is ready.
fn far_side(test: &str, folder: &Path) -> Child {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(FOLDER_OF_CHILD, folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.map_while(Result::ok).any(|line| line == "ready"), "{test} ended before it was ready");
    child
}
