//! Order and repetition: the same files give the same directory, whatever came first and however often.

use crate::given::{self, COMMUNES, Folder, directory, import};
use carbet_imports::{Difference, Reason, Source, Table};
use sqlx::PgConnection;

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("communes.geojson", COMMUNES);
    folder.write("finess-structures-202611.json", given::finess("979200001", "124", "null"));
    let rows = [
        ["99000000001", "10", "SM54", "F979200001", "97209"],
        ["99000000001", "10", "SM04", "F979200001", "97209"],
        ["99000000002", "60", "", "F979200002", "97204"],
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

/// A file of the same lines, rotated: first lines become last.
fn rotated(file: &str, by: usize) -> String {
    let mut lines: Vec<&str> = file.lines().skip(1).collect();
    lines.rotate_left(by);
    [file.lines().next().unwrap()].into_iter().chain(lines).map(|line| format!("{line}\n")).collect()
}

/// Puts values in fields (numbered from 1) of a line of the file (the header is 0).
fn with(file: &str, line: usize, values: &[(usize, &str)]) -> String {
    let mut lines: Vec<String> = file.lines().map(str::to_owned).collect();
    let mut fields: Vec<&str> = lines[line].split('|').collect();
    for (column, value) in values {
        fields[column - 1] = value;
    }
    lines[line] = fields.join("|");
    lines.join("\n") + "\n"
}

#[sqlx::test(migrations = "../migrations")]
async fn what_rows_of_one_practice_and_site_differ_in_is_settled_whatever_their_order(pool: sqlx::PgPool) {
    let folder = Folder::new();
    let mut file = given::rpps(&[["99000000001", "10", "SM54", "R1", "97209"]; 4]);
    for (line, values) in [
        (1, [(25, ""), (33, ""), (41, ""), (42, ""), (44, "")]),
        (
            2,
            [
                (25, "CABINET B"),
                (33, "RUE B"),
                (41, "0199000009"),
                (42, "0199000001"),
                (44, "b@exemple.example"),
            ],
        ),
        (
            3,
            [
                (25, "CABINET A"),
                (33, "RUE C"),
                (41, "0199000008"),
                (42, "0199000007"),
                (44, "z@x.mssante.fr"),
            ],
        ),
        (4, [(25, "CABINET C"), (33, "RUE A"), (41, "0199000008"), (42, ""), (44, "a@x.mssante.fr")]),
    ] {
        file = with(&file, line, &values);
    }
    let mut conn = pool.acquire().await.unwrap();
    for by in 0..4 {
        let people = folder.write("rpps.txt", rotated(&file, by));
        import(&mut conn, Source::Rpps, &people).await.unwrap();
        let row = sqlx::query!(
            "select p.name, p.address_line, x.phone, x.phone_2, x.email, x.mailbox
            from directory.practices x join directory.places p using (place_id)"
        )
        .fetch_one(&mut *conn)
        .await
        .unwrap();
        let place = (row.name.as_str(), row.address_line.as_deref());
        assert_eq!(place, ("CABINET A", Some("RUE A")), "from line {by}");
        assert_eq!(
            (row.phone.as_deref(), row.phone_2.as_deref()),
            (Some("0199000008"), None),
            "from line {by}"
        );
        let letters = (row.email.as_deref(), row.mailbox.as_deref());
        assert_eq!(letters, (Some("b@exemple.example"), Some("a@x.mssante.fr")), "from line {by}");
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn students_are_not_listed(pool: sqlx::PgPool) {
    let folder = Folder::new();
    let number = |n| ["99000000001", "99000000002", "99000000003"][n];
    let mut file = given::rpps(&[0, 1, 2].map(|n| [number(n), "10", "", "R1", "97209"]));
    for (line, category) in [(1, "C"), (2, "E"), (3, "M")] {
        file = with(&file, line, &[(12, category)]);
    }
    let mut conn = pool.acquire().await.unwrap();
    let report = import(&mut conn, Source::Rpps, &folder.write("rpps.txt", file)).await.unwrap();
    assert_eq!((report.kept(), report.rejected()), (2, 1));
    assert_eq!(report.tally.rejected[&Reason::Student], 1);
}

#[sqlx::test(migrations = "../migrations")]
async fn a_month_changes_only_what_differs(pool: sqlx::PgPool) {
    let folder = folder();
    let mut conn = pool.acquire().await.unwrap();
    import(&mut conn, Source::Communes, &folder.0).await.unwrap();
    let first = import(&mut conn, Source::Rpps, &folder.0).await.unwrap();
    let rows = [
        ["99000000001", "10", "SM54", "F979200001", "97209"],
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
    folder.write("finess-structures-202612.json", given::finess("979200009", "620", "null"));
    import(&mut conn, Source::Finess, &folder.0).await.unwrap();
    let owners = sqlx::query!("select place_id, source from directory.places order by place_id")
        .fetch_all(&mut *conn)
        .await
        .unwrap();
    let owners: Vec<_> = owners.iter().map(|row| (row.place_id.as_str(), row.source.as_str())).collect();
    assert_eq!(
        owners,
        [
            ("finess:979200001", "rpps"),
            ("finess:979200002", "rpps"),
            ("finess:979200009", "finess"),
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

#[sqlx::test(migrations = "../migrations")]
async fn a_site_loses_the_name_of_who_opposed_and_keeps_the_others(pool: sqlx::PgPool) {
    let folder = Folder::new();
    let rows = [["99000000001", "60", "", "R1", "97209"], ["99000000002", "60", "", "R1", "97209"]];
    let mut file = given::rpps(&rows);
    for line in [1, 2] {
        file = with(
            &file,
            line,
            &[(8, ["VÉTIVER-ROSE", "AUTRE"][line - 1]), (25, "CABINET VETIVER ROSE"), (27, "DR VETIVER")],
        );
        file = with(&file, line, &[(28, "chez Mme Vétiver Rose")]);
    }
    let people = folder.write("rpps.txt", file);
    let mut conn = pool.acquire().await.unwrap();
    import(&mut conn, Source::Rpps, &people).await.unwrap();
    let named = directory(&mut conn).await;
    assert!(named.contains("CABINET VETIVER ROSE") && !named.contains("DR VETIVER"), "{named}");
    let key = given::options(&folder.0).subject_key.subject("99000000001".parse().unwrap());
    for scope in ["contact", "listing"] {
        sqlx::query!("update app.oppositions set lifted_at = now()").execute(&mut *conn).await.unwrap();
        sqlx::query!(
            "insert into app.oppositions (subject_key, scope, channel) values ($1, $2, 'command')",
            &key[..],
            scope
        )
        .execute(&mut *conn)
        .await
        .unwrap();
        for round in ["before", "after"] {
            let shown = sqlx::query!(
                r#"select name as "name!", address_complement, address_line from published.places"#
            )
            .fetch_one(&mut *conn)
            .await
            .unwrap();
            let shown = (shown.name.as_str(), shown.address_complement, shown.address_line.as_deref());
            assert_eq!(shown, ("", None, Some("RUE NEUVE")), "{scope}, {round} the next import");
            import(&mut conn, Source::Rpps, &people).await.unwrap();
        }
    }
    assert!(!directory(&mut conn).await.to_uppercase().contains("VETIVER"));
    sqlx::query!("update app.oppositions set lifted_at = now()").execute(&mut *conn).await.unwrap();
    import(&mut conn, Source::Rpps, &people).await.unwrap();
    assert_eq!(directory(&mut conn).await, named, "lifted, it comes back as it was");
}
