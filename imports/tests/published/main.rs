//! Files as published, from the folder that `CARBET_SHARED` names: run by `make check-real`, never with the others.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use carbet_imports::{ImportOptions, RunReport, Source, SubjectKey, run};
use sqlx::{PgConnection, Row};
use std::path::PathBuf;

fn shared(name: &str) -> PathBuf {
    let root = std::env::var_os("CARBET_SHARED").expect("CARBET_SHARED names the folder of published files");
    PathBuf::from(root).join("data").join(name)
}

async fn import(conn: &mut PgConnection, source: Source, name: &str, departements: &str) -> RunReport {
    let options = ImportOptions {
        from: shared(name),
        departements: departements.split(' ').map(|code| code.parse().unwrap()).collect(),
        vintage: None,
        today: time::macros::date!(2026 - 11 - 21),
        subject_key: SubjectKey::new([7; 32]),
    };
    sqlx::query("set role carbet_writer").execute(&mut *conn).await.unwrap();
    let report = run(conn, source, &options, &|_| {}).await.unwrap();
    sqlx::query("reset role").execute(conn).await.unwrap();
    report
}

#[sqlx::test(migrations = "../migrations")]
async fn published_outlines_of_communes(pool: sqlx::PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    for (code, communes, area_km2) in [("972", 34, 1_107.5), ("971", 32, 1_640.0)] {
        let file = format!("communes-{code}.geojson");
        let report = import(&mut conn, Source::Communes, &file, "972 971").await;
        assert_eq!((report.read(), report.kept(), report.difference().removed), (communes, communes, 0));
        let ground = sqlx::query(
            "select st_area(outline::geography) / 1e6, outline_nature, st_covers(outline, centre)
            from directory.territories where territory_id = 'departement:' || $1",
        );
        let ground = ground.bind(code).fetch_one(&mut *conn).await.unwrap();
        let area: f64 = ground.get(0);
        assert!((area - area_km2).abs() / area_km2 < 0.02, "{code}: {area} km²");
        assert_eq!((ground.get::<&str, _>(1), ground.get::<bool, _>(2)), ("official", true));
        assert!(import(&mut conn, Source::Communes, &file, "972 971").await.unchanged);
    }
    let nameless: i64 = sqlx::query_scalar(
        "select count(*) from directory.territories
        where kind = 'commune' and (population is null or postcodes = '{}' or centre is null or outline is null)",
    )
    .fetch_one(&mut *conn)
    .await
    .unwrap();
    assert_eq!(nameless, 0, "the register fills what the file leaves out");
    let abymes: String = sqlx::query_scalar("select name from directory.territories where code = '97101'")
        .fetch_one(&mut *conn)
        .await
        .unwrap();
    assert_eq!(abymes, "Les Abymes");
}

#[sqlx::test(migrations = "../migrations")]
async fn published_samples(pool: sqlx::PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    for (source, name, departements, read, kept) in [
        (Source::Finess, "samples/finess-plus-structures.sample.json", "01 08 13 974", 6, 5),
        (Source::FinessActivities, "samples/finess-plus-activites.sample.json", "01", 1, 1),
        (Source::Ban, "samples/ban-adresses.sample.csv", "01", 2, 2),
        (Source::Ban, "ban/adresses-971.csv.gz", "971", 45_841, 45_841),
    ] {
        let report = import(&mut conn, source, name, departements).await;
        assert_eq!((report.read(), report.kept()), (read, kept), "{name}: {:?}", report.tally);
    }
    let machines = sqlx::query("select category, quantity from directory.equipment order by category");
    let machines = machines.fetch_all(&mut *conn).await.unwrap();
    let machines: Vec<(&str, i32)> = machines.iter().map(|row| (row.get(0), row.get(1))).collect();
    assert_eq!(machines, [("irm", 1), ("scanner", 1)]);
}

/// In a database of its own: the structures of the other samples are real, the people of this one are not.
#[sqlx::test(migrations = "../migrations")]
async fn a_sample_of_people(pool: sqlx::PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let report =
        import(&mut conn, Source::Rpps, "samples/rpps-personne-activite.SYNTHETIC.txt", "972 978").await;
    assert_eq!((report.read(), report.kept()), (6, 5), "{:?}", report.tally);
}
