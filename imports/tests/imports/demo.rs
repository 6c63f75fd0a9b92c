//! The demo through the real importers adds up with its manifest.

use crate::given::{Folder, import};
use carbet_imports::{Nature, Source, demo};
use std::collections::BTreeMap;

#[sqlx::test(migrations = "../migrations")]
async fn the_demo_adds_up(pool: sqlx::PgPool) {
    let folder = Folder::new();
    let today = time::macros::date!(2026 - 11 - 21);
    let manifest = demo::write(7, 0.1, &folder.0, today).unwrap();
    let expected = &manifest.departements["972"];
    let mut conn = pool.acquire().await.unwrap();
    let mut reports = BTreeMap::new();
    for source in Source::order() {
        let report = import(&mut conn, *source, &folder.0).await.unwrap();
        assert_eq!(report.read(), report.kept() + report.rejected(), "{source}");
        reports.insert(source.as_str(), report);
    }
    for (source, kept) in [
        ("communes", expected.communes),
        ("rpps", expected.rpps_rows),
        ("finess", expected.finess_kept),
        ("cpts", expected.cpts),
        ("shelters", expected.shelters),
        ("hazards", expected.hazards),
        ("ban", expected.addresses + expected.hamlets),
    ] {
        assert_eq!(reports[source].kept(), kept, "{source}: {:?}", reports[source].tally);
    }
    assert_eq!(reports["rpps"].nature, Some(Nature::Fictional));
    let practices = sqlx::query!(
        r#"select count(*) as "listings!", count(*) filter (where p.geom is not null) as "located!"
           from directory.practices x join directory.places p using (place_id)"#
    )
    .fetch_one(&mut *conn)
    .await
    .unwrap();
    assert_eq!(practices.listings.unsigned_abs(), expected.listings["professional"]);
    assert_eq!(practices.located.unsigned_abs(), expected.located["professional"]);
    let machines = sqlx::query!(
        r#"select category, sum(quantity) as "quantity!" from directory.equipment group by category"#
    )
    .fetch_all(&mut *conn)
    .await
    .unwrap();
    let machines: BTreeMap<String, u64> =
        machines.into_iter().map(|row| (row.category, row.quantity.unsigned_abs())).collect();
    let counted = expected.machines.iter().filter(|(_, count)| **count > 0);
    assert_eq!(machines, counted.map(|(name, count)| (name.clone(), *count)).collect());
    let structures = sqlx::query!(
        r#"select kind as "kind!", count(*) as "count!" from directory.places where kind is not null group by kind"#
    )
    .fetch_all(&mut *conn)
    .await
    .unwrap();
    for row in structures {
        assert_eq!(row.count.unsigned_abs(), expected.listings[&row.kind], "{}", row.kind);
    }
    for source in Source::order() {
        assert!(import(&mut conn, *source, &folder.0).await.unwrap().unchanged, "{source} again");
    }
}
