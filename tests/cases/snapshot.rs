//! The snapshot as what is served: the same from the file as from the database, refused when damaged, and enough when the
//! database is away.

use carbet_server::live::refresh::Checked;
use carbet_server::snapshot::build::{Frame, build};
use carbet_server::snapshot::keys::Key;
use carbet_server::snapshot::load::{self, LoadError};
use carbet_server::snapshot::{DatabaseState, Holder, save};
use carbet_server::state::AppState;
use carbet_tests::app::{App, NOON};
use carbet_tests::given;
use sqlx::PgPool;
use std::collections::BTreeMap;
use std::sync::Arc;
use time::Duration;

/// Addresses whose answers say everything a snapshot holds.
async fn everything(app: &App) -> Vec<String> {
    let mut addresses: Vec<String> =
        ["/api/frame", "/api/sources", "/api/search?limit=100", "/api/suggest?q=med"]
            .into_iter()
            .chain(["/tiles/places/9/169/234.mvt", "/tiles/places/12/1353/1878.mvt?kind=professional"])
            .chain([
                "/tiles/territories/9/169/234.mvt",
                "/annuaire",
                "/annuaire/fort-de-france-97209/infirmier-60",
            ])
            .map(str::to_owned)
            .collect();
    for item in app.json("/api/search?limit=40").await["items"].as_array().unwrap() {
        let id = item["id"].as_str().unwrap();
        let noun = if id.starts_with("rpps:") { "professionals" } else { "places" };
        addresses.push(format!("/api/{noun}/{id}"));
    }
    addresses
}

async fn answers(app: &App, addresses: &[String]) -> BTreeMap<String, Vec<u8>> {
    let mut answers = BTreeMap::new();
    for address in addresses {
        answers.insert(address.clone(), app.get(address).await.body);
    }
    answers
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn a_loaded_snapshot_answers_like_the_one_that_was_saved(pool: PgPool) {
    given::small_demo(&pool).await;
    let mut app = App::start(&pool).await;
    let addresses = everything(&app).await;
    let before = answers(&app, &addresses).await;

    let saved = app.refresher.saved().unwrap();
    let config = carbet_server::Config::from_variables(&BTreeMap::new(), true).unwrap();
    let holder = Arc::new(Holder::new(saved, DatabaseState::Up));
    app.router = carbet_server::app(AppState::new(holder, app.clock.clone(), &config));
    let after = answers(&app, &addresses).await;
    for address in &addresses {
        assert_eq!(before[address], after[address], "{address}");
    }
    app.stop().await;
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn a_damaged_file_is_refused_wherever_the_damage_is(pool: PgPool) {
    given::small_demo(&pool).await;
    let app = App::start(&pool).await;
    let path = save::public_file(&app.data.0);
    let good = std::fs::read(&path).unwrap();
    for at in (0..60).chain((60..good.len()).step_by(good.len() / 40)) {
        let mut bad = good.clone();
        bad[at] ^= 0x10;
        std::fs::write(&path, &bad).unwrap();
        let error = load::public(&app.data.0).expect_err("a flipped bit");
        assert!(error.to_string().contains("public.carbet"), "byte {at}: {error}");
    }
    std::fs::write(&path, &good[..good.len() - 1]).unwrap();
    assert!(matches!(load::public(&app.data.0), Err(LoadError::Checksum { .. })));
    std::fs::write(&path, &good).unwrap();
    assert!(load::public(&app.data.0).is_ok());
    app.stop().await;
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn the_restricted_part_opens_with_its_key_only_and_says_nothing_in_clear(pool: PgPool) {
    given::small_demo(&pool).await;
    let app = App::start(&pool).await;
    let opened = load::restricted(&app.data.0, &app.refresher.key).unwrap();
    let mailbox =
        opened.data.practices.iter().find_map(|row| row.mailbox.clone()).expect("the demo has mailboxes");
    assert!(!opened.data.places.is_empty(), "the demo has places that are not public");

    let other = Key::ephemeral().unwrap();
    assert!(matches!(load::restricted(&app.data.0, &other), Err(LoadError::WrongKey { .. })));
    let public = load::public(&app.data.0).unwrap();
    let public = format!("{:?}", public.data);
    assert!(!public.contains(&mailbox) && !public.contains("mssante"));
    for row in &opened.data.places {
        let Some(line) = row.address_line.as_deref().filter(|_| row.visibility == "secret") else { continue };
        let rare = !public.contains(&format!("place_id: {:?}", row.place_id));
        assert!(rare, "{} with {line} is secret", row.place_id);
    }
    app.stop().await;
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn without_its_database_the_directory_goes_on_and_says_so(pool: PgPool) {
    given::small_demo(&pool).await;
    let app = App::start(&pool).await;
    let addresses = everything(&app).await;
    let before = answers(&app, &addresses[1..]).await;

    // The database goes: no connection is left, none can be made.
    app.database.public.close().await;
    app.database.restricted.close().await;
    app.database.writer.close().await;
    assert_eq!(app.refresh().await, Checked::Away);

    let ready = app.json("/readyz").await;
    assert_eq!((&ready["status"], &ready["database"]), (&"ready".into(), &"away".into()));
    let message = "données du 21 nov. 2026 (base injoignable)";
    assert_eq!(ready["message"], message);
    assert_eq!(app.json("/api/frame").await["snapshot"]["message"], message);
    assert!(app.get("/annuaire").await.text().contains("base injoignable"));
    let after = answers(&app, &addresses[1..]).await;
    let pages = |address: &&String| !address.starts_with("/annuaire");
    for address in addresses[1..].iter().filter(pages) {
        assert_eq!(before[address], after[address], "{address}");
    }
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn declarations_expire_at_local_midnight_even_without_a_database(pool: PgPool) {
    given::small_demo(&pool).await;
    let app = App::start(&pool).await;
    let declared = app.json("/api/search?limit=0&flag=carte_vitale").await["total"].as_u64().unwrap();
    assert!(declared > 0);

    // 23:59 in Martinique is already the next day in UTC: nothing has expired there.
    app.clock.set(NOON + Duration::hours(11) + Duration::minutes(59));
    assert_eq!(app.refresh().await, Checked::Unchanged);
    app.database.public.close().await;
    app.clock.set(NOON + Duration::days(400));
    assert_eq!(app.refresh().await, Checked::Away);
    assert_eq!(app.json("/api/search?limit=0&flag=carte_vitale").await["total"], 0);
    assert_eq!(app.json("/readyz").await["message"], "données du 21 nov. 2026 (base injoignable)");
    app.stop().await;
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn the_same_rows_make_the_same_tiles_revision(pool: PgPool) {
    given::small_demo(&pool).await;
    let app = App::start(&pool).await;
    let loaded = load::public(&app.data.0).unwrap();
    let current = app.holder.current();
    let frame = Frame { day: current.day, built_at: NOON, departements: current.departements.clone() };
    let mut shuffled = loaded.data.clone();
    shuffled.practices.reverse();
    shuffled.places.reverse();
    shuffled.revision += 1;
    let again = build(&shuffled, &frame).unwrap();
    assert_eq!(again.tiles_revision, current.tiles_revision);
    shuffled.practices.remove(0);
    assert_ne!(build(&shuffled, &frame).unwrap().tiles_revision, current.tiles_revision);
    app.stop().await;
}
