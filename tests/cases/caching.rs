//! Every answer says how long it may be kept; what has not changed is not sent again.

use axum::http::{Method, StatusCode};
use carbet_tests::app::App;
use carbet_tests::given;
use sqlx::PgPool;
use std::io::Read;

/// Answers that are stored and asked again each time.
const REVALIDATED: [&str; 9] = [
    "/",
    "/annuaire",
    "/sources",
    "/annuaire/tout-le-territoire/infirmier-60",
    "/api/frame",
    "/api/search?q=kine",
    "/api/suggest?q=kine",
    "/api/sources",
    "/robots.txt",
];

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn what_has_not_changed_is_not_sent_again(pool: PgPool) {
    given::small_demo(&pool).await;
    let app = App::start(&pool).await;
    for address in REVALIDATED {
        let first = app.get(address).await;
        assert_eq!(first.status, StatusCode::OK, "{address}");
        assert_eq!(first.header("cache-control"), Some("no-cache"), "{address}");
        let tag = first.header("etag").unwrap_or_else(|| panic!("{address} has no tag"));
        let again = app.ask(Method::GET, address, &[("if-none-match", tag)]).await;
        assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0), "{address}");
        let head = app.ask(Method::HEAD, address, &[]).await;
        assert_eq!(
            (head.status, head.header("etag"), head.body.len()),
            (StatusCode::OK, Some(tag), 0),
            "{address}"
        );
    }
    app.stop().await;
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn tiles_of_a_revision_are_kept_for_ever(pool: PgPool) {
    given::small_demo(&pool).await;
    let app = App::start(&pool).await;
    let template = app.json("/tiles.json").await["tiles"][0].as_str().unwrap().to_owned();
    let path = template.split_once("/tiles/").map(|(_, rest)| format!("/tiles/{rest}")).unwrap();
    let tile = path.replace("{z}", "0").replace("{x}", "0").replace("{y}", "0");
    let answer = app.get(&tile).await;
    assert_eq!(answer.status, StatusCode::OK, "{tile}");
    assert!(answer.header("cache-control").unwrap().contains("immutable"), "{tile}");
    let tag = answer.header("etag").unwrap();
    assert_eq!(app.ask(Method::GET, &tile, &[("if-none-match", tag)]).await.status, StatusCode::NOT_MODIFIED);
    app.stop().await;
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn positions_and_errors_are_never_stored(pool: PgPool) {
    let app = App::start(&pool).await;
    for address in
        ["/api/search?near=-61.0,14.6", "/api/nothing", "/nothing", "/api/search?limit=x", "/annuaire?flag=x"]
    {
        assert_eq!(app.get(address).await.header("cache-control"), Some("no-store"), "{address}");
    }
    app.stop().await;
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn answers_are_compressed_for_those_who_read_it(pool: PgPool) {
    let app = App::start(&pool).await;
    for address in ["/annuaire", "/plan-du-site", "/"] {
        let plain = app.get(address).await;
        let small = app.ask(Method::GET, address, &[("accept-encoding", "gzip")]).await;
        assert_eq!(small.header("content-encoding"), Some("gzip"), "{address}");
        assert!(small.body.len() < plain.body.len(), "{address}");
        assert_ne!(small.header("etag"), plain.header("etag"), "{address}");
        let mut back = Vec::new();
        flate2::read::GzDecoder::new(small.body.as_slice()).read_to_end(&mut back).unwrap();
        assert_eq!(back.len(), plain.body.len(), "{address}");
    }
    app.stop().await;
}
