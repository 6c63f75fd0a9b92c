//! Search as a person meets it: everything counted once, filters that say what they will give, pages that lose nobody.

use carbet_tests::app::App;
use carbet_tests::given;
use serde_json::Value;
use sqlx::PgPool;
use std::collections::{BTreeMap, BTreeSet};

/// Value → count of a facet.
fn facet(answer: &Value, name: &str) -> BTreeMap<String, u64> {
    let values = answer["facets"][name].as_array().unwrap();
    let pair = |it: &Value| (it["value"].as_str().unwrap().to_owned(), it["count"].as_u64().unwrap());
    values.iter().map(pair).collect()
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn counts_are_those_of_the_files(pool: PgPool) {
    let demo = given::small_demo(&pool).await;
    let app = App::start(&pool).await;
    let expected = &demo.manifest.departements["972"];

    let answer = app.json("/api/search?limit=0").await;
    let counted = |counts: &BTreeMap<String, u64>| counts.values().sum::<u64>();
    assert_eq!(answer["total"].as_u64().unwrap(), counted(&expected.shown));
    assert_eq!(answer["located"].as_u64().unwrap(), counted(&expected.shown_located));
    let kinds = facet(&answer, "kind");
    for (kind, count) in &expected.shown {
        assert_eq!(kinds[kind], *count, "{kind}");
    }
    let professions = facet(&answer, "profession");
    for (profession, count) in expected.professions.iter().filter(|(_, count)| **count > 0) {
        assert_eq!(professions[profession], *count, "{profession}");
    }
    let flags = facet(&answer, "flag");
    assert_eq!(flags.len(), 8);
    // The register of shelters adds to what is declared about wheelchairs.
    for (flag, count) in expected.declared_yes.iter().filter(|(flag, _)| *flag != "wheelchair") {
        assert_eq!(flags[flag], *count, "{flag}");
    }
    app.stop().await;
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn a_facet_says_what_its_choice_gives(pool: PgPool) {
    given::small_demo(&pool).await;
    let app = App::start(&pool).await;
    for base in ["", "kind=professional", "flag=new_patients", "q=infirmier"] {
        let answer = app.json(&format!("/api/search?limit=0&{base}")).await;
        for name in ["kind", "profession", "skill", "category", "flag", "territory"] {
            if base.starts_with(name) {
                continue;
            }
            for (value, count) in facet(&answer, name).into_iter().take(4) {
                let chosen = app.json(&format!("/api/search?limit=0&{base}&{name}={value}")).await;
                assert_eq!(chosen["total"].as_u64().unwrap(), count, "{base} then {name}={value}");
            }
        }
    }
    app.stop().await;
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn pages_follow_each_other_without_loss_or_repetition(pool: PgPool) {
    given::small_demo(&pool).await;
    let app = App::start(&pool).await;
    for query in ["", "q=kine", "near=-61.0,14.6&kind=professional"] {
        let total = app.json(&format!("/api/search?limit=0&{query}")).await["total"].as_u64().unwrap();
        let items = app.all_items(query).await;
        let keys: BTreeSet<&str> = items.iter().map(|item| item["listing"].as_str().unwrap()).collect();
        assert_eq!((items.len() as u64, keys.len() as u64), (total, total), "{query}");
    }
    app.stop().await;
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn trades_towns_and_names_are_understood(pool: PgPool) {
    given::small_demo(&pool).await;
    let app = App::start(&pool).await;

    let kine = app.json("/api/search?q=kine&limit=5").await;
    assert_eq!(kine["understood"]["what"]["label"], "Masseur-Kinésithérapeute");
    assert!(kine["total"].as_u64().unwrap() > 0);
    for item in kine["items"].as_array().unwrap() {
        assert_eq!(item["profession"], "70");
    }
    let there = app.json("/api/search?q=INFIRMIERE+fort+de+france").await;
    assert_eq!(there["understood"]["where"]["id"], "commune:97209");
    for item in there["items"].as_array().unwrap() {
        assert_eq!((&item["commune_code"], &item["profession"]), (&"97209".into(), &"60".into()));
    }
    let somebody = app.json("/api/search?kind=professional&limit=1").await["items"][0].clone();
    let number = somebody["id"].as_str().unwrap().trim_start_matches("rpps:").to_owned();
    let found = app.json(&format!("/api/search?q={number}")).await;
    assert!(found["items"].as_array().unwrap().iter().all(|item| item["id"] == somebody["id"]));
    assert!(found["total"].as_u64().unwrap() > 0);

    let needs = app.json("/api/suggest?q=").await;
    assert_eq!(needs["groups"][0]["group"], "need");
    let typed = app.json("/api/suggest?q=fort").await;
    let groups: Vec<&str> =
        typed["groups"].as_array().unwrap().iter().map(|group| group["group"].as_str().unwrap()).collect();
    assert!(groups.contains(&"commune"), "{groups:?}");
    app.stop().await;
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn every_listing_has_its_card(pool: PgPool) {
    given::small_demo(&pool).await;
    let app = App::start(&pool).await;
    for item in app.all_items("").await {
        let (id, key) = (item["id"].as_str().unwrap(), &item["listing"]);
        let noun = if id.starts_with("rpps:") { "professionals" } else { "places" };
        let card = app.json(&format!("/api/{noun}/{id}")).await;
        assert_eq!((&card["id"], &card["nature"]), (&item["id"], &"fictional".into()));
        let lists = ["sites", "professionals", "equipment"]
            .map(|list| card[list].as_array().cloned().unwrap_or_default());
        let listed = lists.iter().flatten().any(|line| line["listing"] == *key) || card["listing"] == *key;
        assert!(listed, "{key} is on its card");
        assert_eq!(app.get(&format!("/fiche/{id}")).await.status, 200, "{id}");
    }
    app.stop().await;
}
