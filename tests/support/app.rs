//! The whole product over a test's own database: same router, same door, a clock that is moved by hand, no port.

use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use carbet_server::clock::Clock;
use carbet_server::config::Config;
use carbet_server::database::Database;
use carbet_server::live::refresh::{Checked, Refresher};
use carbet_server::snapshot::keys::Key;
use carbet_server::snapshot::{DatabaseState, Holder};
use carbet_server::state::AppState;
use serde_json::Value;
use sqlx::PgPool;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use time::OffsetDateTime;
use time::macros::datetime;
use tower::ServiceExt;

/// Noon in Martinique, on the day of every test.
pub const NOON: OffsetDateTime = datetime!(2026-11-21 16:00 UTC);

/// A folder that goes with the test, whatever its end.
#[derive(Debug)]
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("carbet-app-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).expect("the temporary folder can be written");
        Self(path)
    }
}

impl Default for Folder {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Nothing more can be done about it, and the test has its verdict.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The product, asked without a network.
pub struct App {
    pub router: axum::Router,
    pub holder: Arc<Holder>,
    pub refresher: Arc<Refresher>,
    pub database: Arc<Database>,
    pub clock: Clock,
    pub data: Folder,
}

/// What was answered.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("not JSON ({error}): {}", self.text()))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}

/// The three roles on the test's own database.
pub fn database(pool: &PgPool) -> Arc<Database> {
    Arc::new(Database::on_one_account((*pool.connect_options()).clone()))
}

impl App {
    /// Builds the snapshot of the database as it is, saves it, and stands ready.
    pub async fn start(pool: &PgPool) -> Self {
        let database = database(pool);
        let (clock, data) = (Clock::fixed(NOON), Folder::new());
        let config = Config::from_variables(&BTreeMap::new(), true).expect("all settings have defaults");
        let refresher = Arc::new(Refresher {
            database: database.clone(),
            clock: clock.clone(),
            departements: config.territory.clone(),
            data_dir: data.0.clone(),
            key: Key::ephemeral().expect("the system gives random numbers"),
        });
        let (rows, snapshot) = refresher.read().await.expect("the test database answers");
        refresher.save(rows, &snapshot).await.expect("the temporary folder can be written");
        let holder = Arc::new(Holder::new(snapshot, DatabaseState::Up));
        let router = carbet_server::app(AppState::new(holder.clone(), clock.clone(), &config));
        Self { router, holder, refresher, database, clock, data }
    }

    /// One look at the database, as a notification would cause.
    pub async fn refresh(&self) -> Checked {
        self.refresher.check(&self.holder).await
    }

    pub async fn ask(&self, method: Method, address: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::builder().method(method).uri(address);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::empty()).unwrap_or_else(|error| panic!("{address}: {error}"));
        let response = self.router.clone().oneshot(request).await.expect("the router always answers");
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.expect("answers are in memory");
        Answer { status: parts.status, headers: parts.headers, body: body.to_vec() }
    }

    pub async fn get(&self, address: &str) -> Answer {
        self.ask(Method::GET, address, &[]).await
    }

    /// A good answer, as JSON.
    pub async fn json(&self, address: &str) -> Value {
        let answer = self.get(address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.text());
        answer.json()
    }

    /// Every listing of a search, all pages.
    pub async fn all_items(&self, query: &str) -> Vec<Value> {
        let (mut items, mut cursor) = (Vec::new(), String::new());
        loop {
            let mut page = self.json(&format!("/api/search?limit=100&{query}{cursor}")).await;
            items.append(page["items"].as_array_mut().expect("a list of items"));
            match page["next"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return items,
            }
        }
    }

    /// Closes every connection, so that the test's database can be dropped.
    pub async fn stop(self) {
        self.database.public.close().await;
        self.database.restricted.close().await;
        self.database.writer.close().await;
    }
}
