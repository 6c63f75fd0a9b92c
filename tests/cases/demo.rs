//! The demo goes into a database of its own, or nowhere; cut short, it is taken up again.

use carbet_imports::{Source, demo as files};
use carbet_server::commands::demo::{self, DemoArgs};
use carbet_server::config::Config;
use carbet_server::store::settings;
use carbet_tests::app::{App, Folder, NOON, database};
use carbet_tests::given;
use sqlx::PgPool;
use std::collections::BTreeMap;

const SCALE: f64 = 0.02;

fn arguments(if_empty: bool) -> DemoArgs {
    DemoArgs { seed: 1, scale: SCALE, refresh: false, if_empty }
}

async fn load(pool: &PgPool, folder: &Folder, if_empty: bool) -> Result<(), String> {
    let data = folder.0.join("data").display().to_string();
    let key = folder.0.join("snapshot.key").display().to_string();
    let variables = [("CARBET_DATA_DIR", data), ("CARBET_SNAPSHOT_KEY_FILE", key)];
    let variables = variables.map(|(name, value)| (name.to_owned(), value));
    let config = Config::from_variables(&BTreeMap::from(variables), true).unwrap();
    let database = database(pool);
    let mut writer = database.writer.acquire().await.unwrap();
    let arguments = arguments(if_empty);
    let outcome = demo::load(&mut writer, &config, &arguments, given::subject_key(), NOON.date()).await;
    drop(writer);
    database.writer.close().await;
    outcome.map_err(|error| error.to_string())
}

async fn state(pool: &PgPool) -> (Option<String>, Option<Vec<u8>>, i64) {
    let mut connection = pool.acquire().await.unwrap();
    let loaded = settings::get(&mut connection, settings::DEMO).await.unwrap();
    let nature = sqlx::query_scalar("select nature from published.revision").fetch_one(&mut *connection);
    let nature = nature.await.unwrap();
    let places = sqlx::query_scalar("select count(*) from directory.places").fetch_one(&mut *connection);
    (nature, loaded, places.await.unwrap())
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn real_data_are_never_replaced(pool: PgPool) {
    let folder = Folder::new();
    for nature in ["real", "unmarked"] {
        sqlx::query("truncate directory.nature, directory.sources").execute(&pool).await.unwrap();
        let place = "insert into directory.places (place_id, source, name, location_precision)
            values ('finess:970200001', 'finess', 'Un établissement', 'none') on conflict do nothing";
        sqlx::query(place).execute(&pool).await.unwrap();
        let mark = match nature {
            "real" => "insert into directory.nature (nature) values ('real')",
            _ => {
                "insert into directory.sources (source, label, vintage_on, rows_read, rows_kept, rows_rejected, licence,
                    attribution) values ('cpts', 'CPTS', '2026-11-01', 1, 1, 0, '', '')"
            }
        };
        sqlx::query(mark).execute(&pool).await.unwrap();
        let before = state(&pool).await;
        let refusal = load(&pool, &folder, false).await.unwrap_err();
        assert!(refusal.contains("rien n'a été touché"), "{refusal}");
        assert_eq!(state(&pool).await, before, "{nature}");
        assert_eq!((before.1, before.2), (None, 1));
    }
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn a_load_that_was_cut_short_is_taken_up_again(pool: PgPool) {
    let folder = Folder::new();
    let app = App::start(&pool).await;
    assert_eq!(app.json("/api/frame").await["nature"], "unknown", "an empty database claims nothing");

    // What a load leaves when it is stopped after its first source.
    let cut = Folder::new();
    files::write(1, SCALE, &cut.0, NOON.date()).unwrap();
    let options = carbet_imports::ImportOptions {
        from: cut.0.clone(),
        departements: vec!["972".parse().unwrap()],
        vintage: None,
        today: NOON.date(),
        subject_key: given::subject_key(),
    };
    let mut connection = pool.acquire().await.unwrap();
    carbet_imports::run(&mut connection, Source::Communes, &options, &|_| {}).await.unwrap();
    settings::set(&mut connection, settings::DEMO, settings::DEMO_IN_PROGRESS).await.unwrap();
    drop(connection);
    app.refresh().await;
    assert_eq!(app.json("/api/frame").await["nature"], "fictional", "already said of its first file");

    load(&pool, &folder, true).await.unwrap();
    let loaded = state(&pool).await;
    assert!(loaded.2 > 0 && loaded.1.as_deref() != Some(settings::DEMO_IN_PROGRESS));
    load(&pool, &folder, true).await.unwrap();
    assert_eq!(state(&pool).await, loaded, "loaded once");
    app.stop().await;
}
