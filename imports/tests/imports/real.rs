//! Files as published, when a folder of them is named by `CARBET_SHARED`; without it these tests say so and stop.

use crate::given::{import_with, options};
use carbet_imports::Source;
use std::path::PathBuf;

fn shared(name: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("CARBET_SHARED").map(|root| PathBuf::from(root).join("data"));
    if folder.is_none() {
        eprintln!("skipped: CARBET_SHARED names no folder of published files");
    }
    folder.map(|folder| folder.join(name))
}

#[sqlx::test(migrations = "../migrations")]
async fn published_outlines_of_communes(pool: sqlx::PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    for (code, communes, area_km2) in [("972", 34, 1_107.5), ("971", 32, 1_640.0)] {
        let Some(file) = shared(&format!("communes-{code}.geojson")) else { return };
        let mut options = options(&file);
        options.departements = vec!["972".parse().unwrap(), "971".parse().unwrap()];
        let report = import_with(&mut conn, Source::Communes, &options).await.unwrap();
        assert_eq!((report.read(), report.kept(), report.difference().removed), (communes, communes, 0));
        let ground = sqlx::query!(
            r#"select st_area(outline::geography) / 1e6 as "area!", st_numgeometries(outline) as "parts!",
                   outline_nature as "nature!", st_covers(outline, centre) as "inside!"
               from directory.territories where territory_id = 'departement:' || $1"#,
            code
        )
        .fetch_one(&mut *conn)
        .await
        .unwrap();
        assert!((ground.area - area_km2).abs() / area_km2 < 0.02, "{code}: {} km²", ground.area);
        assert_eq!((ground.nature.as_str(), ground.inside), ("official", true));
        assert!(import_with(&mut conn, Source::Communes, &options).await.unwrap().unchanged);
    }
    let nameless = sqlx::query_scalar!(
        r#"select count(*) as "count!" from directory.territories
           where kind = 'commune' and (population is null or postcodes = '{}' or centre is null or outline is null)"#
    )
    .fetch_one(&mut *conn)
    .await
    .unwrap();
    assert_eq!(nameless, 0, "the register fills what the file leaves out");
    let abymes = sqlx::query_scalar!("select name from directory.territories where code = '97101'")
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
        (Source::Rpps, "samples/rpps-personne-activite.SYNTHETIC.txt", "972 978", 6, 5),
        (Source::Ban, "samples/ban-adresses.sample.csv", "01", 2, 2),
        (Source::Ban, "ban/adresses-971.csv.gz", "971", 45_841, 45_841),
    ] {
        let Some(file) = shared(name) else { return };
        let mut options = options(&file);
        options.departements = departements.split(' ').map(|code| code.parse().unwrap()).collect();
        let report = import_with(&mut conn, source, &options).await.unwrap();
        assert_eq!((report.read(), report.kept()), (read, kept), "{name}: {:?}", report.tally);
    }
    let machines = sqlx::query!("select category, quantity from directory.equipment order by category")
        .fetch_all(&mut *conn)
        .await
        .unwrap();
    let machines: Vec<_> = machines.iter().map(|row| (row.category.as_str(), row.quantity)).collect();
    assert_eq!(machines, [("irm", 1), ("scanner", 1)]);
}
