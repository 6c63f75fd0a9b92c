//! What people put right on a place: it wins over the source, says so with its date, and is never said of a person.

use carbet_server::commands::correction;
use carbet_server::live::refresh::Checked;
use carbet_server::store::corrections::{self, Field};
use carbet_tests::app::App;
use carbet_tests::given;
use serde_json::Value;
use sqlx::{Acquire, PgPool};

async fn correct(app: &App, place: &str, field: Field, value: &str) -> bool {
    let mut writer = app.database.writer.acquire().await.unwrap();
    let mut transaction = writer.begin().await.unwrap();
    let added = corrections::add(&mut transaction, place, field, value, "signalé").await.unwrap();
    transaction.commit().await.unwrap();
    added
}

async fn withdraw(app: &App, place: &str, field: Field) -> bool {
    let mut writer = app.database.writer.acquire().await.unwrap();
    let mut transaction = writer.begin().await.unwrap();
    let closed = corrections::withdraw(&mut transaction, place, field).await.unwrap();
    transaction.commit().await.unwrap();
    closed
}

fn blocks(card: &Value) -> Vec<&str> {
    card["provenance"].as_array().unwrap().iter().map(|line| line["block"].as_str().unwrap()).collect()
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn a_correction_wins_until_it_is_withdrawn(pool: PgPool) {
    given::small_demo(&pool).await;
    let app = App::start(&pool).await;
    let found = app.json("/api/search?kind=pharmacy&limit=1").await["items"][0].clone();
    let place = found["place"].as_str().unwrap();
    let before = app.json(&format!("/api/places/{place}")).await;
    assert!(!blocks(&before).contains(&"correction"));

    assert!(correct(&app, place, Field::Phone, "0536499999").await);
    assert!(!correct(&app, place, Field::Phone, "0536499999").await, "the same again is nothing new");
    assert!(correct(&app, place, Field::Name, "Pharmacie corrigée").await);
    assert_eq!(app.refresh().await, Checked::Swapped);
    let card = app.json(&format!("/api/places/{place}")).await;
    assert_eq!((&card["phone"], &card["label"]), (&"0536499999".into(), &"Pharmacie corrigée".into()));
    assert_eq!(card["address"], before["address"], "only what was put right has changed");
    let line = card["provenance"].as_array().unwrap().iter().find(|line| line["block"] == "correction");
    assert_eq!(line.unwrap()["date"].as_str().unwrap().len(), 10);
    let page = app.get(&format!("/fiche/{place}")).await.text();
    assert!(page.contains("Correction") && page.contains("05\u{a0}36"), "{page}");
    let items = app.json("/api/search?kind=pharmacy&q=pharmacie+corrigee").await;
    assert_eq!(items["items"][0]["label"], "Pharmacie corrigée");

    assert!(withdraw(&app, place, Field::Phone).await && withdraw(&app, place, Field::Name).await);
    assert!(!withdraw(&app, place, Field::Name).await);
    assert_eq!(app.refresh().await, Checked::Swapped);
    assert_eq!(app.json(&format!("/api/places/{place}")).await, before);
    app.stop().await;
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn who_practises_there_keeps_a_number_of_their_own(pool: PgPool) {
    given::small_demo(&pool).await;
    let app = App::start(&pool).await;
    let items = app.all_items("kind=professional").await;
    let own = items.iter().find(|item| !item["phone"].is_null() && !item["place"].is_null()).unwrap();
    assert!(correct(&app, own["place"].as_str().unwrap(), Field::Phone, "0536499999").await);
    assert_eq!(app.refresh().await, Checked::Swapped);
    let after = app.json(&format!("/api/professionals/{}", own["id"].as_str().unwrap())).await;
    let site = after["sites"].as_array().unwrap().iter().find(|site| site["place"] == own["place"]);
    assert_eq!(site.unwrap()["phone"], own["phone"]);
    app.stop().await;
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn the_demo_corrects_two_places_once(pool: PgPool) {
    given::small_demo(&pool).await;
    let app = App::start(&pool).await;
    let mut writer = app.database.writer.acquire().await.unwrap();
    assert_eq!(correction::seed(&mut writer).await.unwrap(), 2);
    assert_eq!(correction::seed(&mut writer).await.unwrap(), 0);
    let lines = corrections::list(&mut writer, None, 0).await.unwrap();
    let fields: Vec<&str> = lines.iter().map(|line| line.field.as_str()).collect();
    assert_eq!(fields, ["phone", "address_line"]);
    drop(writer);
    assert_eq!(app.refresh().await, Checked::Swapped);
    for line in &lines {
        let card = app.json(&format!("/api/places/{}", line.target_id)).await;
        assert!(blocks(&card).contains(&"correction"), "{card}");
    }
    app.stop().await;
}
