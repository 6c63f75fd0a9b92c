//! What is refused: by name, in French, with a number to quote, and without a word about the inside.

use axum::http::{Method, StatusCode};
use carbet_tests::app::App;
use sqlx::PgPool;

const REFUSED: [(&str, &str); 29] = [
    ("/api/search?kind=doctor", "kind"),
    ("/api/search?profession=93", "profession"),
    ("/api/search?skill=magie", "skill"),
    ("/api/search?category=999999", "category"),
    ("/api/search?flag=open", "flag"),
    ("/api/search?territory=martinique", "territory"),
    ("/api/search?territory=rpps:99000000001", "territory"),
    ("/api/search?bbox=1,2,3", "bbox"),
    ("/api/search?bbox=-60,14,-61,15", "bbox"),
    ("/api/search?bbox=a,b,c,d", "bbox"),
    ("/api/search?near=200,14", "near"),
    ("/api/search?near=14", "near"),
    ("/api/search?limit=101", "limit"),
    ("/api/search?limit=-1", "limit"),
    ("/api/search?limit=ten", "limit"),
    ("/api/search?cursor=zzz", "cursor"),
    ("/api/search?cursor=%00", "cursor"),
    ("/api/search?colour=red", "colour"),
    ("/api/suggest?near=x,y", "near"),
    ("/api/places/rpps:99000000001", "id"),
    ("/api/places/finess:12", "id"),
    ("/api/professionals/finess:970200000", "id"),
    ("/api/territories/site:1", "id"),
    ("/tiles/places/17/0/0.mvt", "z"),
    ("/tiles/places/3/8/0.mvt", "x"),
    ("/tiles/places/3/0/8.mvt", "y"),
    ("/tiles/places/3/0/0", "y"),
    ("/tiles/places/3/0/0.mvt?kind=doctor", "kind"),
    ("/tiles.json?layer=roads", "layer"),
];

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn a_bad_request_names_its_parameter(pool: PgPool) {
    let app = App::start(&pool).await;
    for (address, parameter) in REFUSED {
        let answer = app.get(address).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{address}: {}", answer.text());
        assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{address}");
        let problem = answer.json();
        assert_eq!(problem["parameter"], parameter, "{address}");
        assert_eq!((&problem["status"], &problem["type"]), (&400.into(), &"/problems/bad-request".into()));
        assert_eq!(problem["request_id"].as_str(), answer.header("x-request-id"), "{address}");
        assert_clean(&answer.text(), address);
        let english = app.ask(Method::GET, address, &[("accept-language", "en")]).await.json();
        assert_ne!(english["detail"], problem["detail"], "{address}: each reader has their language");
        for said in [&english["detail"], &problem["detail"]] {
            let said = said.as_str().unwrap();
            assert!(!said.contains(['{', '}']) && !said.starts_with("problem."), "{address}: {said}");
        }
    }
    app.stop().await;
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn what_does_not_exist_is_a_problem_for_machines_and_a_page_for_people(pool: PgPool) {
    let app = App::start(&pool).await;
    for address in [
        "/api",
        "/api/nothing",
        "/api/places/finess:970200000",
        "/api/professionals/rpps:99000000001",
        "/api/territories/commune:97299",
        "/tiles/roads/3/0/0.mvt",
        "/basemap.pmtiles",
    ] {
        let answer = app.get(address).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        assert_clean(&answer.text(), address);
        if address != "/basemap.pmtiles" {
            assert_eq!(answer.json()["type"], "/problems/not-found", "{address}");
        }
    }
    for address in ["/nothing", "/fiche/rpps:99000000001", "/annuaire/nulle-part-00000"] {
        let answer = app.get(address).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        assert!(answer.header("content-type").unwrap().starts_with("text/html"), "{address}");
        assert!(answer.text().contains("/annuaire"), "{address} leads somewhere");
        assert_clean(&answer.text(), address);
    }
    let posted = app.ask(Method::POST, "/api/search", &[]).await;
    assert_eq!(posted.status, StatusCode::METHOD_NOT_ALLOWED);
    app.stop().await;
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn an_empty_directory_answers_everything(pool: PgPool) {
    let app = App::start(&pool).await;
    for address in
        ["/api/search", "/api/search?q=kine", "/api/suggest?q=kine", "/api/frame", "/api/sources", "/readyz"]
    {
        assert_eq!(app.get(address).await.status, StatusCode::OK, "{address}");
    }
    assert_eq!(app.json("/api/search").await["total"], 0);
    assert_eq!(app.get("/tiles/places/0/0/0.mvt").await.status, StatusCode::NO_CONTENT);
    assert_eq!(app.get("/annuaire").await.status, StatusCode::OK);
    app.stop().await;
}

/// No SQL, no path of a machine, no name of the inside.
fn assert_clean(body: &str, address: &str) {
    let body = body.to_lowercase();
    for word in
        ["select ", "sqlx", "postgres", "panicked", "/src/", ".rs:", "directory.", "published.", "relation"]
    {
        assert!(!body.contains(word), "{address} says {word}: {body}");
    }
}
