//! From the staged vintage to the directory, by difference: what is gone is removed, what is new added, what differs
//! changed. The caller owns the transaction; it touches `directory` only.

use crate::defect::{Reason, Tally};
use crate::record::{PlaceRecord, Table};
use crate::report::Difference;
use crate::sources::{PracticeUnion, Reading};
use crate::{ImportError, Source, named_in_place, nature};
use sqlx::PgConnection;
use std::collections::HashSet;

/// Practices completed by one statement.
const UNIONS_AT_ONCE: usize = 10_000;

/// What has been staged, and by whom.
pub(crate) struct Staged<'a> {
    pub source: Source,
    pub tally: &'a mut Tally,
    pub reading: &'a Reading,
    /// The day the files say they stand for.
    pub stated: Option<time::Date>,
    pub today: time::Date,
}

/// What a publication did.
pub(crate) struct Published {
    pub tables: Vec<(Table, Difference)>,
    pub vintage_on: time::Date,
    pub unchanged: bool,
    pub revision: i64,
}

/// Completes the staged rows, merges them, and tells whoever listens.
pub(crate) async fn publish(
    conn: &mut PgConnection,
    mut staged: Staged<'_>,
) -> Result<Published, ImportError> {
    complete(conn, &mut staged).await?;
    let tables = merge(conn, staged.source).await?;
    let differs = tables.iter().any(|(_, difference)| !difference.is_empty());
    if let Some(nature) = staged.reading.nature {
        nature::mark(conn, nature).await?;
    }
    let vintage_on = vintage_on(conn, &staged, differs).await?;
    let changed = set_source(conn, &staged, vintage_on, differs).await?;
    let revision = match changed {
        true => announce(conn).await?,
        false => sqlx::query_scalar!("select revision from directory.revision").fetch_one(conn).await?,
    };
    Ok(Published { tables, vintage_on, unchanged: !changed, revision })
}

/// What one row cannot know: the other rows of its practice, the ground of its communes, who opposed.
async fn complete(conn: &mut PgConnection, staged: &mut Staged<'_>) -> Result<(), sqlx::Error> {
    match staged.source {
        Source::Rpps => {
            add_rows_of_practices(conn, &staged.reading.unions).await?;
            add_rows_of_places(conn, &staged.reading.places).await?;
            named_in_place::mark(conn).await?;
            sqlx::query_file!("sql/drop_opposed.sql").execute(&mut *conn).await?;
        }
        Source::Communes | Source::Cpts => {
            repair_outlines(conn).await?;
            sqlx::query_file!("sql/complete_territories.sql").execute(&mut *conn).await?;
        }
        Source::Hazards => repair_outlines(conn).await?,
        _ => {}
    }
    sqlx::query!("select incoming.analyze_staging()").execute(&mut *conn).await?;
    let far = sqlx::query_file!("sql/refuse_far_points.sql").execute(&mut *conn).await?.rows_affected();
    staged.tally.warn_all(Reason::BadCoordinates, far);
    sqlx::query_file!("sql/locate_places.sql").execute(conn).await?;
    Ok(())
}

async fn add_rows_of_practices(conn: &mut PgConnection, unions: &[PracticeUnion]) -> Result<(), sqlx::Error> {
    for some in unions.chunks(UNIONS_AT_ONCE) {
        let texts =
            |of: fn(&PracticeUnion) -> &str| some.iter().map(|u| of(u).to_owned()).collect::<Vec<_>>();
        let modes: Vec<Option<String>> = some.iter().map(|union| union.mode.map(str::to_owned)).collect();
        let locums: Vec<bool> = some.iter().map(|union| union.locum).collect();
        let joined = |union: &PracticeUnion| {
            let codes: Vec<&str> = union.skills.iter().map(String::as_str).collect();
            codes.join(" ")
        };
        let skills: Vec<String> = some.iter().map(joined).collect();
        let given = |of: fn(&PracticeUnion) -> &Option<String>| {
            some.iter().map(|u| of(u).clone()).collect::<Vec<_>>()
        };
        sqlx::query_file!(
            "sql/add_rows_of_practices.sql",
            &texts(|union| &union.rpps),
            &texts(|union| &union.place_id),
            &texts(|union| &union.profession),
            &modes as &[Option<String>],
            &locums,
            &skills,
            &given(|union| &union.sector) as &[Option<String>],
            &given(|union| &union.phones.0) as &[Option<String>],
            &given(|union| &union.phones.1) as &[Option<String>],
            &given(|union| &union.email) as &[Option<String>],
            &given(|union| &union.mailbox) as &[Option<String>]
        )
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

async fn add_rows_of_places(conn: &mut PgConnection, places: &[PlaceRecord]) -> Result<(), sqlx::Error> {
    for some in places.chunks(UNIONS_AT_ONCE) {
        let ids: Vec<String> = some.iter().map(|place| place.place_id.clone()).collect();
        let names: Vec<String> = some.iter().map(|place| place.name.clone()).collect();
        let given =
            |of: fn(&PlaceRecord) -> &Option<String>| some.iter().map(|p| of(p).clone()).collect::<Vec<_>>();
        sqlx::query_file!(
            "sql/add_rows_of_places.sql",
            &ids,
            &names,
            &given(|place| &place.siret) as &[Option<String>],
            &given(|place| &place.commune_code) as &[Option<String>],
            &given(|place| &place.address_line) as &[Option<String>],
            &given(|place| &place.postcode) as &[Option<String>],
            &given(|place| &place.address_complement) as &[Option<String>]
        )
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

/// Outlines that cross themselves are made valid; one with no ground left is forgotten.
async fn repair_outlines(conn: &mut PgConnection) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update incoming.territories set outline = st_multi(st_collectionextract(st_makevalid(outline), 3))
         where not st_isvalid(outline)"
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "update incoming.territories set outline = null, outline_nature = null where st_isempty(outline)"
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "update incoming.hazards set outline = st_multi(st_collectionextract(st_makevalid(outline), 3))
         where not st_isvalid(outline)"
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!("delete from incoming.hazards where st_isempty(outline)").execute(conn).await?;
    Ok(())
}

/// Counts of a merge statement, which returns `added`, `changed` and `removed`.
macro_rules! merged {
    ($conn:expr, $table:expr, $file:literal $(, $argument:expr)*) => {{
        let row = sqlx::query_file!($file $(, $argument)*).fetch_one(&mut *$conn).await?;
        ($table, Difference::of(row.added, row.changed, row.removed))
    }};
}

/// Merges the tables of a source, in an order that their references allow.
async fn merge(conn: &mut PgConnection, source: Source) -> Result<Vec<(Table, Difference)>, sqlx::Error> {
    let owner = source.as_str();
    Ok(match source {
        Source::Communes | Source::Cpts => {
            let mut tables = vec![
                merged!(conn, Table::Territories, "sql/merge_territories.sql", owner),
                merged!(conn, Table::TerritoryMembers, "sql/merge_territory_members.sql", owner),
            ];
            if source == Source::Communes {
                follow_communes(conn, &mut tables).await?;
            }
            tables
        }
        Source::Rpps => vec![
            merged!(conn, Table::Places, "sql/merge_places.sql", owner),
            merged!(conn, Table::Professionals, "sql/merge_professionals.sql"),
            merged!(conn, Table::Practices, "sql/merge_practices.sql"),
        ],
        Source::Finess => vec![merged!(conn, Table::Places, "sql/merge_places.sql", owner)],
        Source::FinessActivities => vec![
            merged!(conn, Table::Equipment, "sql/merge_equipment.sql"),
            merged!(conn, Table::Activities, "sql/merge_activities.sql"),
        ],
        Source::Shelters => vec![
            merged!(conn, Table::Places, "sql/merge_places.sql", owner),
            merged!(conn, Table::Shelters, "sql/merge_shelters.sql"),
        ],
        Source::Hazards => vec![merged!(conn, Table::Hazards, "sql/merge_hazards.sql")],
        Source::Ban => vec![merged!(conn, Table::Addresses, "sql/merge_addresses.sql")],
        Source::RppsSkills | Source::RppsDiplomas => Vec::new(),
    })
}

/// What rests on the communes moves with them: EPCI, CPTS, and places that stand at a commune's centre.
async fn follow_communes(
    conn: &mut PgConnection,
    tables: &mut [(Table, Difference)],
) -> Result<(), sqlx::Error> {
    let territories = &mut tables[0].1;
    territories.removed += sqlx::query!(
        "delete from directory.territories t
         where t.kind in ('epci', 'departement')
             and not exists (select from directory.territory_members m where m.territory_id = t.territory_id)"
    )
    .execute(&mut *conn)
    .await?
    .rows_affected();
    territories.changed +=
        sqlx::query_file!("sql/refresh_cpts.sql").execute(&mut *conn).await?.rows_affected();
    territories.changed +=
        sqlx::query_file!("sql/relocate_places.sql").execute(&mut *conn).await?.rows_affected();
    Ok(())
}

/// The day the source stands for. Without a stated one it is today, unless today brought nothing new.
async fn vintage_on(
    conn: &mut PgConnection,
    staged: &Staged<'_>,
    differs: bool,
) -> Result<time::Date, sqlx::Error> {
    if let Some(stated) = staged.stated {
        return Ok(stated);
    }
    let before = sqlx::query_scalar!(
        "select vintage_on from directory.sources where source = $1",
        staged.source.as_str()
    )
    .fetch_optional(conn)
    .await?;
    Ok(before.filter(|_| !differs).unwrap_or(staged.today))
}

/// True when something of what is published has changed.
async fn set_source(
    conn: &mut PgConnection,
    staged: &Staged<'_>,
    vintage_on: time::Date,
    differs: bool,
) -> Result<bool, sqlx::Error> {
    let count = |n: u64| i64::try_from(n).expect("no file has that many rows");
    let written = sqlx::query_file!(
        "sql/set_source.sql",
        staged.source.as_str(),
        staged.source.label(),
        vintage_on,
        count(staged.tally.read),
        count(staged.tally.kept),
        count(staged.tally.rejected_total()),
        staged.source.licence(),
        staged.source.attribution(),
        differs
    )
    .execute(conn)
    .await?;
    Ok(written.rows_affected() > 0)
}

/// One more revision, and whoever listens is woken at commit.
async fn announce(conn: &mut PgConnection) -> Result<i64, sqlx::Error> {
    let revision = sqlx::query_scalar!("select directory.bump_revision() as \"revision!\"")
        .fetch_one(&mut *conn)
        .await?;
    sqlx::query!("select pg_notify('carbet_revision', $1)", revision.to_string()).execute(conn).await?;
    Ok(revision)
}

/// Places of FINESS in the directory, as `finess:…`.
pub(crate) async fn finess_places(conn: &mut PgConnection) -> Result<HashSet<String>, sqlx::Error> {
    let ids = sqlx::query_scalar!("select place_id from directory.places where source = 'finess'")
        .fetch_all(conn)
        .await?;
    Ok(ids.into_iter().collect())
}
