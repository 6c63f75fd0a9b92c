//! The optional basemap: bytes of a file by ranges, or somebody's style, named to the page and to the browser's policy.

use axum::http::{Method, StatusCode};
use carbet_server::Config;
use carbet_server::state::AppState;
use carbet_tests::app::App;
use sqlx::PgPool;
use std::collections::BTreeMap;

/// The same product with one more setting.
fn with_basemap(app: &mut App, value: &str) {
    let variables = BTreeMap::from([("CARBET_BASEMAP".to_owned(), value.to_owned())]);
    let config = Config::from_variables(&variables, true).unwrap();
    app.router = carbet_server::app(AppState::new(app.holder.clone(), app.clock.clone(), &config));
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn an_archive_is_served_by_ranges(pool: PgPool) {
    let mut app = App::start(&pool).await;
    let path = app.data.0.join("plan.pmtiles");
    let bytes: Vec<u8> = (0..200_000u32).map(|n| (n % 251) as u8).collect();
    std::fs::write(&path, &bytes).unwrap();
    with_basemap(&mut app, path.to_str().unwrap());
    assert_eq!(app.json("/api/frame").await["basemap"]["pmtiles"], "/basemap.pmtiles");

    let whole = app.get("/basemap.pmtiles").await;
    assert_eq!((whole.status, whole.body.len()), (StatusCode::OK, bytes.len()));
    assert_eq!(whole.header("accept-ranges"), Some("bytes"));
    let part = app.ask(Method::GET, "/basemap.pmtiles", &[("range", "bytes=100000-170000")]).await;
    assert_eq!(part.status, StatusCode::PARTIAL_CONTENT);
    assert_eq!(part.header("content-range"), Some("bytes 100000-170000/200000"));
    assert_eq!(part.header("content-encoding"), None);
    assert!(part.body == bytes[100_000..=170_000]);
    let outside = app.ask(Method::GET, "/basemap.pmtiles", &[("range", "bytes=200000-")]).await;
    assert_eq!((outside.status, &outside.json()["parameter"]), (StatusCode::BAD_REQUEST, &"range".into()));

    std::fs::remove_file(&path).unwrap();
    let gone = app.get("/basemap.pmtiles").await;
    assert_eq!(gone.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(!gone.text().contains("plan.pmtiles"));
    app.stop().await;
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn a_style_is_allowed_to_the_page_and_nothing_else_is(pool: PgPool) {
    let mut app = App::start(&pool).await;
    let policy =
        |answer: &carbet_tests::app::Answer| answer.header("content-security-policy").unwrap().to_owned();
    assert!(!policy(&app.get("/healthz").await).contains("https:"));
    with_basemap(&mut app, "https://plans.example/style.json");
    assert_eq!(app.json("/api/frame").await["basemap"]["style"], "https://plans.example/style.json");
    assert!(policy(&app.get("/healthz").await).contains("connect-src 'self' https://plans.example;"));
    assert_eq!(app.get("/basemap.pmtiles").await.status, StatusCode::NOT_FOUND);
    app.stop().await;
}
