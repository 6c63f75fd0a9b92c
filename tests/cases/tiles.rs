//! Tiles as a client meets them: counts that add up at every zoom, addresses that are refused by name, no cache to purge.

use axum::http::{Method, StatusCode};
use carbet_tests::app::App;
use carbet_tests::given;
use carbet_tests::tile::{Value, counted, covering, features};
use sqlx::PgPool;

async fn bounds(app: &App) -> [f64; 4] {
    let frame = app.json("/api/frame").await;
    let corner = |at: usize| frame["bounds"][at].as_f64().unwrap();
    // A listing may lie a little off the schematic outline.
    [corner(0) - 0.2, corner(1) - 0.2, corner(2) + 0.2, corner(3) + 0.2]
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn the_sum_of_counts_is_what_search_locates(pool: PgPool) {
    given::small_demo(&pool).await;
    let app = App::start(&pool).await;
    let bounds = bounds(&app).await;
    for filter in [
        "",
        "kind=professional",
        "kind=pharmacy,shelter",
        "profession=60&profession=70",
        "skill=medecin-generaliste",
        "skill=SM54",
        "category=irm,scanner",
        "flag=new_patients",
        "territory=commune:97209",
        "kind=professional&territory=commune:97213,commune:97209&flag=home_visits,carte_vitale",
        "profession=R95:73&territory=commune:97230",
    ] {
        let located = app.json(&format!("/api/search?limit=0&{filter}")).await["located"].as_u64().unwrap();
        for z in [0, 7, 10, 12, 14] {
            assert_eq!(counted(&app, bounds, z, filter).await, located, "{filter} at zoom {z}");
        }
    }
    app.stop().await;
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn territories_are_drawn_with_their_names(pool: PgPool) {
    given::small_demo(&pool).await;
    let app = App::start(&pool).await;
    let mut drawn = std::collections::BTreeSet::new();
    for (x, y) in covering(bounds(&app).await, 9) {
        let answer = app.get(&format!("/tiles/territories/9/{x}/{y}.mvt")).await;
        if answer.status == StatusCode::OK {
            for feature in features(&answer.body, "territory_labels") {
                let Some(Value::Text(name)) = feature.get("name") else {
                    panic!("a territory without a name")
                };
                drawn.insert(name.clone());
            }
        }
    }
    let frame = app.json("/api/frame").await;
    for commune in frame["communes"].as_array().unwrap() {
        assert!(drawn.contains(commune["label"].as_str().unwrap()), "{commune}");
    }
    app.stop().await;
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn an_address_with_its_revision_is_for_ever(pool: PgPool) {
    given::small_demo(&pool).await;
    let app = App::start(&pool).await;
    let frame = app.json("/api/frame").await;
    let revision = frame["tiles_revision"].as_str().unwrap();

    let tile = app.get(&format!("/tiles/places/8/84/117.mvt?r={revision}")).await;
    assert_eq!(tile.status, StatusCode::OK);
    assert_eq!(tile.header("content-type"), Some("application/vnd.mapbox-vector-tile"));
    assert!(tile.header("cache-control").unwrap().contains("immutable"));
    let without = app.get("/tiles/places/8/84/117.mvt").await;
    assert_eq!(without.header("cache-control"), Some("no-cache"));
    assert_eq!(without.body, tile.body);

    let old = app.get("/tiles/places/8/84/117.mvt?kind=pharmacy&r=0123456789ab").await;
    assert_eq!(old.status, StatusCode::TEMPORARY_REDIRECT);
    let there = old.header("location").unwrap();
    assert!(there.contains("kind=pharmacy") && there.ends_with(&format!("r={revision}")), "{there}");
    assert_eq!(app.get(there).await.status, StatusCode::OK);
    assert_eq!(app.get("/tiles/places/8/0/0.mvt").await.status, StatusCode::NO_CONTENT);
    app.stop().await;
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn each_encoding_has_its_tag_and_head_says_the_same(pool: PgPool) {
    given::small_demo(&pool).await;
    let app = App::start(&pool).await;
    let address = "/tiles/places/8/84/117.mvt";
    let mut tags = std::collections::BTreeSet::new();
    for (accepted, named) in [("", None), ("gzip", Some("gzip")), ("br, gzip", Some("br"))] {
        let got = app.ask(Method::GET, address, &[("accept-encoding", accepted)]).await;
        assert_eq!(got.header("content-encoding"), named);
        assert_eq!(got.header("vary"), Some("Accept-Encoding"));
        let tag = got.header("etag").unwrap().to_owned();
        let head = app.ask(Method::HEAD, address, &[("accept-encoding", accepted)]).await;
        assert_eq!((head.status, head.header("etag")), (StatusCode::OK, Some(tag.as_str())));
        assert!(head.body.is_empty());
        let again =
            app.ask(Method::GET, address, &[("accept-encoding", accepted), ("if-none-match", &tag)]).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED);
        tags.insert(tag);
    }
    assert_eq!(tags.len(), 3);
    app.stop().await;
}
