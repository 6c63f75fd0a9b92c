//! What keeps a running server up to date: a change is served without being asked for, even after the connection that
//! listens was cut.

use carbet_server::live::listener;
use carbet_server::store::oppositions::{self, Scope};
use carbet_tests::app::App;
use carbet_tests::given;
use sqlx::PgPool;
use std::time::Duration;

/// Longer than any reconnection; a failure, not a pace.
const TOO_LONG: Duration = Duration::from_secs(60);

async fn oppose(app: &App, subject: [u8; 32]) -> i64 {
    let mut writer = app.database.writer.acquire().await.unwrap();
    assert!(oppositions::add(&mut writer, &subject, Scope::Listing, "command").await.unwrap());
    sqlx::query_scalar("select revision from directory.revision").fetch_one(&mut *writer).await.unwrap()
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn a_change_is_served_when_told_and_after_a_cut(pool: PgPool) {
    let demo = given::small_demo(&pool).await;
    let app = App::start(&pool).await;
    let people: Vec<String> = app.all_items("kind=professional").await[..2]
        .iter()
        .map(|item| item["id"].as_str().unwrap().trim_start_matches("rpps:").to_owned())
        .collect();
    let mut revisions = app.holder.revisions();
    let listener = tokio::spawn(listener::run(app.refresher.clone(), app.holder.clone()));

    let told = oppose(&app, demo.subject(&people[0])).await;
    tokio::time::timeout(TOO_LONG, revisions.wait_for(|served| *served >= told)).await.unwrap().unwrap();
    assert_eq!(app.get(&format!("/api/professionals/rpps:{}", people[0])).await.status, 404);

    let cut = "select count(pg_terminate_backend(pid)) from pg_stat_activity
        where datname = current_database() and query ilike 'listen %'";
    assert_eq!(sqlx::query_scalar::<_, i64>(cut).fetch_one(&pool).await.unwrap(), 1);
    let told = oppose(&app, demo.subject(&people[1])).await;
    tokio::time::timeout(TOO_LONG, revisions.wait_for(|served| *served >= told)).await.unwrap().unwrap();
    assert_eq!(app.get(&format!("/api/professionals/rpps:{}", people[1])).await.status, 404);

    listener.abort();
    assert!(listener.await.unwrap_err().is_cancelled());
    app.stop().await;
}
