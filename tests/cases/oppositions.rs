//! An opposition is honoured everywhere: lists, cards, pages, tiles, the saved file; now, and after the next import.

use axum::http::StatusCode;
use carbet_imports::demo::Opposed;
use carbet_server::live::refresh::Checked;
use carbet_server::snapshot::load;
use carbet_server::store::oppositions::{self, Scope};
use carbet_tests::app::App;
use carbet_tests::given::{self, Demo};
use carbet_tests::tile::counted;
use serde_json::Value;
use sqlx::{Acquire, PgPool};

const WORLD: [f64; 4] = [-62.5, 13.5, -60.0, 16.0];

fn opposed<'a>(demo: &'a Demo, scope: &'a str) -> impl Iterator<Item = &'a Opposed> {
    demo.manifest.opposed.iter().filter(move |person| person.scope == scope)
}

/// Nobody who opposed to being listed is anywhere.
async fn assert_absent(app: &App, rpps: &str) {
    let id = format!("rpps:{rpps}");
    assert_eq!(app.get(&format!("/api/professionals/{id}")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.get(&format!("/fiche/{id}")).await.status, StatusCode::NOT_FOUND);
    let by_number = app.json(&format!("/api/search?q={rpps}")).await;
    assert!(by_number["items"].as_array().unwrap().iter().all(|item| item["id"] != id.as_str()));
    assert!(app.all_items("kind=professional").await.iter().all(|item| item["id"] != id.as_str()));
    let saved = load::public(&app.data.0).unwrap();
    assert!(saved.data.practices.iter().all(|row| row.rpps != rpps), "not in the saved file");
    assert!(!format!("{:?}", saved.data.declarations).contains(rpps));
    let places = app.holder.current();
    for place in places.places.values() {
        let card = app.json(&format!("/api/places/{}", place.id)).await;
        assert!(!card.to_string().contains(rpps), "{} names who opposed", place.id);
    }
}

/// Who opposed to contact is listed at the commune, with nothing to reach them by.
async fn assert_out_of_reach(app: &App, person: &Opposed) {
    let id = format!("rpps:{}", person.rpps);
    let card = app.json(&format!("/api/professionals/{id}")).await;
    let sites = card["sites"].as_array().unwrap();
    assert!(!sites.is_empty());
    for site in sites {
        assert_eq!(
            (&site["place"], &site["phone"], &site["address"]["line"]),
            (&Value::Null, &Value::Null, &Value::Null)
        );
        assert_eq!((&site["precision"], &site["route_url"]), (&"commune".into(), &Value::Null));
        assert_eq!(site["address"]["commune_code"], person.commune.as_str());
        assert_eq!(site["listing"], format!("{id}@commune:{}#{}", person.commune, person.profession));
    }
    let page = app.get(&format!("/fiche/{id}")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(person.phone.is_empty() || !page.text().contains(&person.phone));
    let places = app.holder.current();
    for place in places.places.values() {
        let card = app.json(&format!("/api/places/{}", place.id)).await;
        assert!(!card.to_string().contains(&person.rpps), "{} tells where they are", place.id);
    }
}

/// Letters and digits alone, without accents: how a name is looked for, however it is written.
fn plain(text: &str) -> String {
    carbet_search::normalise(text)
}

/// Nothing that is served or saved names those of the demo whose cabinet bears their name and who are nowhere; those
/// who opposed to contact are named by their own listing only, which tells nothing to reach them by.
async fn assert_unnamed(app: &App, person: &Opposed, street: &str) {
    let word = plain(&person.family_name).split(' ').next().unwrap().to_owned();
    let snapshot = app.holder.current();
    let mut addresses: Vec<String> =
        snapshot.places.keys().flat_map(|id| [format!("/api/places/{id}"), format!("/fiche/{id}")]).collect();
    let colleagues = snapshot.people.keys().filter(|id| !id.ends_with(&person.rpps));
    addresses.extend(colleagues.flat_map(|id| [format!("/api/professionals/{id}"), format!("/fiche/{id}")]));
    for address in &addresses {
        let answer = app.get(address).await;
        assert!(!plain(&answer.text()).contains(&word), "{address} names {word}");
    }
    let asked = [
        format!("/api/search?q={word}"),
        format!("/api/suggest?q={word}"),
        format!("/annuaire?q={word}"),
        format!("/fiche/rpps:{}", person.rpps),
        format!("/api/professionals/rpps:{}", person.rpps),
    ];
    for address in &asked {
        let text = app.get(address).await.text();
        if person.scope == "listing" {
            // The question itself is repeated; no answer holds the name beside it.
            assert!(!plain(&text).contains(&plain(&person.family_name)), "{address}");
        } else {
            assert!(!text.contains(&person.phone) && !plain(&text).contains(&plain(street)), "{address}");
        }
    }
    let saved = load::public(&app.data.0).unwrap();
    let places = format!("{:?}", saved.data.places);
    assert!(!plain(&places).contains(&word), "the saved places name {word}");
    let people = format!("{:?}", saved.data.practices);
    assert_eq!(plain(&people).contains(&word), person.scope == "contact");
}

async fn located(app: &App) -> u64 {
    app.json("/api/search?limit=0").await["located"].as_u64().unwrap()
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn those_of_the_demo_are_honoured_before_and_after_the_next_import(pool: PgPool) {
    let demo = given::small_demo(&pool).await;
    let app = App::start(&pool).await;
    assert!(opposed(&demo, "listing").count() > 0 && opposed(&demo, "contact").count() > 0);
    let named: Vec<&Opposed> = demo.manifest.opposed.iter().filter(|person| person.named).collect();
    assert_eq!(named.len(), 2);
    let mut streets = Vec::new();
    for person in &named {
        let street: String =
            sqlx::query_scalar("select address_line from directory.places where place_id = $1")
                .bind(format!("site:{}", person.site))
                .fetch_one(&pool)
                .await
                .unwrap();
        streets.push(street);
    }
    for round in 0..2 {
        for (person, street) in named.iter().zip(&streets) {
            assert_unnamed(&app, person, street).await;
        }
        for person in opposed(&demo, "listing") {
            assert_absent(&app, &person.rpps).await;
        }
        for person in opposed(&demo, "contact") {
            assert_out_of_reach(&app, person).await;
        }
        if round == 0 {
            demo.import(&pool).await;
            app.refresh().await;
        }
    }
    app.stop().await;
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn an_opposition_takes_effect_at_once_and_can_be_lifted(pool: PgPool) {
    let demo = given::small_demo(&pool).await;
    let app = App::start(&pool).await;
    let before = app.json("/api/search?limit=0&kind=professional").await["total"].as_u64().unwrap();
    let somebody =
        app.all_items("kind=professional").await.into_iter().find(|item| !item["place"].is_null()).unwrap();
    let rpps = somebody["id"].as_str().unwrap().trim_start_matches("rpps:").to_owned();
    let listings =
        app.all_items("kind=professional").await.iter().filter(|item| item["id"] == somebody["id"]).count()
            as u64;

    let subject = demo.subject(&rpps);
    let mut writer = app.database.writer.acquire().await.unwrap();
    let mut transaction = writer.begin().await.unwrap();
    assert!(oppositions::add(&mut transaction, &subject, Scope::Listing, "command").await.unwrap());
    assert!(
        !oppositions::add(&mut transaction, &subject, Scope::Listing, "command").await.unwrap(),
        "once is enough"
    );
    transaction.commit().await.unwrap();

    assert_eq!(app.refresh().await, Checked::Swapped);
    assert_eq!(app.refresh().await, Checked::Unchanged);
    assert_absent(&app, &rpps).await;
    assert_eq!(app.json("/api/search?limit=0&kind=professional").await["total"], before - listings);
    assert_eq!(counted(&app, WORLD, 9, "").await, located(&app).await);

    assert_eq!(oppositions::lift(&mut writer, &subject, None).await.unwrap(), 1);
    drop(writer);
    assert_eq!(app.refresh().await, Checked::Swapped);
    assert_eq!(app.json("/api/search?limit=0&kind=professional").await["total"], before);
    assert_eq!(app.get(&format!("/api/professionals/rpps:{rpps}")).await.status, StatusCode::OK);
    app.stop().await;
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn the_register_holds_no_number_and_no_name(pool: PgPool) {
    let demo = given::small_demo(&pool).await;
    let app = App::start(&pool).await;
    let dump: Vec<String> =
        sqlx::query_scalar("select o::text from app.oppositions o").fetch_all(&pool).await.unwrap();
    assert_eq!(dump.len(), demo.manifest.opposed.len());
    for person in &demo.manifest.opposed {
        let hex: String = demo.subject(&person.rpps).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(dump.iter().filter(|line| line.contains(&hex)).count(), 1);
        assert!(dump.iter().all(|line| !line.contains(&person.rpps) && !line.contains(&person.family_name)));
    }
    app.stop().await;
}
