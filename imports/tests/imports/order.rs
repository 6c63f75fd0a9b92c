//! Order and repetition: the same files give the same directory, whatever came first and however often.

use crate::given::{self, COMMUNES, Folder, directory, import};
use carbet_imports::{Difference, Source, Table};
use sqlx::PgConnection;

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("communes.geojson", COMMUNES);
    folder.write("finess-structures-202611.json", given::finess("970200001", "124", "null"));
    let rows = [
        ["99000000001", "10", "SM54", "F970200001", "97209"],
        ["99000000001", "10", "SM04", "F970200001", "97209"],
        ["99000000002", "60", "", "F970200002", "97204"],
        ["99000000003", "70", "", "R1", "97204"],
        ["99000000004", "70", "", "R2", "97101"],
        ["99000000005", "12", "", "R3", "97204"],
    ];
    folder.write("personne-activite-20261108.txt", given::rpps(&rows));
    folder
}

#[sqlx::test(migrations = "../migrations")]
async fn any_order_gives_the_same_directory(pool: sqlx::PgPool) {
    let folder = folder();
    let mut conn = pool.acquire().await.unwrap();
    let sources = [Source::Communes, Source::Finess, Source::Rpps];
    for source in sources {
        import(&mut conn, source, &folder.0).await.unwrap();
    }
    let expected = directory(&mut conn).await;
    for order in [[1, 0, 2], [2, 0, 1], [0, 2, 1], [2, 1, 0]] {
        clear(&mut conn).await;
        for at in order {
            import(&mut conn, sources[at], &folder.0).await.unwrap();
        }
        assert_eq!(directory(&mut conn).await, expected, "{order:?}");
        for source in sources {
            let again = import(&mut conn, source, &folder.0).await.unwrap();
            assert!(again.unchanged && again.difference().is_empty(), "{source} again, {order:?}: {again:?}");
        }
        assert_eq!(directory(&mut conn).await, expected);
    }
}

async fn clear(conn: &mut PgConnection) {
    sqlx::query!(
        "truncate directory.territories, directory.territory_members, directory.places, directory.professionals,
             directory.practices, directory.sources, directory.nature"
    )
    .execute(conn)
    .await
    .unwrap();
}

#[sqlx::test(migrations = "../migrations")]
async fn accounts_add_up_and_rows_of_one_practice_meet(pool: sqlx::PgPool) {
    let folder = folder();
    let mut conn = pool.acquire().await.unwrap();
    let report = import(&mut conn, Source::Rpps, &folder.0).await.unwrap();
    assert_eq!((report.read(), report.kept(), report.rejected()), (6, 4, 2));
    let reasons: Vec<_> =
        report.tally.rejected.iter().map(|(reason, count)| (reason.as_str(), *count)).collect();
    assert_eq!(reasons, [("hors territoire", 1), ("profession inconnue", 1)]);
    assert_eq!((report.tally.defects[0].line, report.tally.defects[0].field), (7, "Code profession"));
    let added = |added| Difference { added, changed: 0, removed: 0 };
    assert_eq!(
        report.tables,
        [(Table::Places, added(3)), (Table::Professionals, added(3)), (Table::Practices, added(3))]
    );
    assert_eq!(report.vintage_on.to_string(), "2026-11-08");
    let skills = sqlx::query_scalar!("select skills from directory.practices where profession = '10'")
        .fetch_one(&mut *conn)
        .await
        .unwrap();
    assert_eq!(skills, ["SM04", "SM54"]);
    let source = sqlx::query!("select rows_read, rows_kept, rows_rejected from directory.sources")
        .fetch_one(&mut *conn)
        .await
        .unwrap();
    assert_eq!((source.rows_read, source.rows_kept, source.rows_rejected), (6, 4, 2));
}

#[sqlx::test(migrations = "../migrations")]
async fn a_month_changes_only_what_differs(pool: sqlx::PgPool) {
    let folder = folder();
    let mut conn = pool.acquire().await.unwrap();
    import(&mut conn, Source::Communes, &folder.0).await.unwrap();
    let first = import(&mut conn, Source::Rpps, &folder.0).await.unwrap();
    let rows = [
        ["99000000001", "10", "SM54", "F970200001", "97209"],
        ["99000000003", "70", "", "R1", "97209"],
        ["99000000006", "50", "", "R4", "97204"],
    ];
    let next = folder.write("personne-activite-20261208.txt", given::rpps(&rows));
    let report = import(&mut conn, Source::Rpps, &folder.0).await.unwrap();
    assert_eq!(report.files, [next.file_name().unwrap().to_str().unwrap()], "the last edition is read");
    let of = |added, changed, removed| Difference { added, changed, removed };
    assert_eq!(
        report.tables,
        [(Table::Places, of(1, 1, 1)), (Table::Professionals, of(1, 0, 1)), (Table::Practices, of(1, 1, 1))]
    );
    assert_eq!(report.revision, first.revision + 1);
}

#[sqlx::test(migrations = "../migrations")]
async fn what_finess_drops_stays_while_people_practise_there(pool: sqlx::PgPool) {
    let folder = folder();
    let mut conn = pool.acquire().await.unwrap();
    import(&mut conn, Source::Finess, &folder.0).await.unwrap();
    import(&mut conn, Source::Rpps, &folder.0).await.unwrap();
    folder.write("finess-structures-202612.json", given::finess("970200009", "620", "null"));
    import(&mut conn, Source::Finess, &folder.0).await.unwrap();
    let owners = sqlx::query!("select place_id, source from directory.places order by place_id")
        .fetch_all(&mut *conn)
        .await
        .unwrap();
    let owners: Vec<_> = owners.iter().map(|row| (row.place_id.as_str(), row.source.as_str())).collect();
    assert_eq!(
        owners,
        [
            ("finess:970200001", "rpps"),
            ("finess:970200002", "rpps"),
            ("finess:970200009", "finess"),
            ("site:R1", "rpps")
        ]
    );
    import(&mut conn, Source::Rpps, &folder.0).await.unwrap();
    assert!(import(&mut conn, Source::Rpps, &folder.0).await.unwrap().unchanged);
}

#[sqlx::test(migrations = "../migrations")]
async fn who_opposed_does_not_come_back(pool: sqlx::PgPool) {
    let folder = folder();
    let mut conn = pool.acquire().await.unwrap();
    import(&mut conn, Source::Rpps, &folder.0).await.unwrap();
    let key = given::options(&folder.0).subject_key;
    for (number, scope) in [("99000000003", "listing"), ("99000000002", "contact")] {
        sqlx::query!(
            "insert into app.oppositions (subject_key, scope, channel) values ($1, $2, 'command')",
            &key.subject(number.parse().unwrap())[..],
            scope
        )
        .execute(&mut *conn)
        .await
        .unwrap();
    }
    import(&mut conn, Source::Rpps, &folder.0).await.unwrap();
    let left = directory(&mut conn).await;
    assert!(!left.contains("99000000003") && !left.contains("site:R1"), "{left}");
    assert!(left.contains("99000000002"), "a hidden contact is masked by the door, not removed");
    assert!(import(&mut conn, Source::Rpps, &folder.0).await.unwrap().unchanged);
}
