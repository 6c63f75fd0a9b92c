//! What each database role can do, and no more: asked of PostgreSQL itself, then tried.

use carbet_tests::{app, given};
use sqlx::{PgPool, Row};
use std::collections::BTreeSet;

const PUBLIC: [&str; 11] = [
    "activities",
    "declarations",
    "equipment",
    "hazards",
    "places",
    "practices",
    "revision",
    "shelters",
    "sources",
    "territories",
    "territory_members",
];
const RESTRICTED: [&str; 4] =
    ["restricted_places", "restricted_practices", "restricted_shelters", "revision"];

async fn readable(pool: &PgPool, role: &str) -> BTreeSet<String> {
    let rows = sqlx::query(
        "select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('directory', 'incoming', 'app', 'published') and c.relkind in ('r', 'v', 'm', 'p')
            and has_schema_privilege($1, n.oid, 'usage')
            and (has_table_privilege($1, c.oid, 'select') or has_any_column_privilege($1, c.oid, 'select'))",
    );
    let rows = rows.bind(role).fetch_all(pool).await.unwrap();
    rows.iter().map(|row| row.get("name")).collect()
}

async fn writable(pool: &PgPool, role: &str) -> i64 {
    let count = sqlx::query_scalar(
        "select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('directory', 'incoming', 'app', 'published') and c.relkind in ('r', 'v', 'p')
            and (has_table_privilege($1, c.oid, 'insert') or has_table_privilege($1, c.oid, 'update')
                or has_table_privilege($1, c.oid, 'delete') or has_table_privilege($1, c.oid, 'truncate'))",
    );
    count.bind(role).fetch_one(pool).await.unwrap()
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn readers_read_their_views_and_nothing_else(pool: PgPool) {
    for (role, views) in [("carbet_public", &PUBLIC[..]), ("carbet_restricted", &RESTRICTED[..])] {
        let expected: BTreeSet<String> = views.iter().map(|view| format!("published.{view}")).collect();
        assert_eq!(readable(&pool, role).await, expected, "{role}");
        assert_eq!(writable(&pool, role).await, 0, "{role}");
    }
    for role in ["carbet_public", "carbet_restricted", "carbet_writer"] {
        let powers = "select rolsuper or rolcreaterole or rolcreatedb or rolbypassrls from pg_roles where rolname = $1";
        assert!(!sqlx::query_scalar::<_, bool>(powers).bind(role).fetch_one(&pool).await.unwrap(), "{role}");
    }
    let writer = readable(&pool, "carbet_writer").await;
    assert!(
        !writer.iter().any(|name| name.starts_with("published.restricted_")),
        "the writer reads no restricted view"
    );
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn what_a_role_may_not_do_is_refused_by_the_database(pool: PgPool) {
    given::small_demo(&pool).await;
    let database = app::database(&pool);
    for (role, refused) in [
        (&database.public, "select count(*) from directory.professionals"),
        (&database.public, "select count(*) from app.oppositions"),
        (&database.public, "select count(*) from published.restricted_practices"),
        (&database.public, "select count(*) from published.listed_practices"),
        (&database.public, "select count(*) from published.oppositions_in_force"),
        (&database.public, "select directory.bump_revision()"),
        (&database.public, "delete from published.sources"),
        (&database.public, "create table published.mine (a int)"),
        (&database.restricted, "select count(*) from published.practices"),
        (&database.restricted, "select count(*) from directory.shelters"),
        (&database.restricted, "select incoming.analyze_staging()"),
        (&database.writer, "delete from app.oppositions"),
        (&database.writer, "delete from app.declarations"),
        (&database.writer, "truncate directory.practices"),
        (&database.writer, "select count(*) from published.restricted_practices"),
        (&database.writer, "drop table incoming.places"),
    ] {
        let error = sqlx::query(refused).fetch_all(role).await.expect_err(refused);
        let code = error.as_database_error().and_then(|error| error.code().map(|code| code.into_owned()));
        // 42501: insufficient privilege; 42P17 and 55000 would be a refusal for another reason.
        assert_eq!(code.as_deref(), Some("42501"), "{refused}: {error}");
    }
    for (role, allowed) in [
        (&database.public, "select count(*) from published.practices"),
        (&database.restricted, "select count(*) from published.restricted_practices"),
        (&database.writer, "select count(*) from app.oppositions"),
    ] {
        assert!(sqlx::query_scalar::<_, i64>(allowed).fetch_one(role).await.unwrap() > 0, "{allowed}");
    }
    database.public.close().await;
    database.restricted.close().await;
    database.writer.close().await;
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn mailboxes_and_managers_are_for_the_restricted_role(pool: PgPool) {
    given::small_demo(&pool).await;
    let columns: Vec<String> = sqlx::query_scalar(
        "select c.relname || '.' || a.attname from pg_class c
        join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'published'
        join pg_attribute a on a.attrelid = c.oid
        where a.attname in ('mailbox', 'email', 'phone_2', 'manager', 'manager_phone', 'subject_key',
            'siret', 'hides_contact')
            and has_table_privilege('carbet_public', c.oid, 'select')",
    )
    .fetch_all(&pool)
    .await
    .unwrap();
    assert!(columns.is_empty(), "the public views carry no private contact: {columns:?}");
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn an_error_tells_nothing_of_hidden_rows(pool: PgPool) {
    let demo = given::small_demo(&pool).await;
    let open: Vec<String> = sqlx::query_scalar(
        "select c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'published' and c.relkind = 'v'
            and not coalesce(c.reloptions @> '{security_barrier=true}', false)",
    )
    .fetch_all(&pool)
    .await
    .unwrap();
    assert!(open.is_empty(), "without a barrier: {open:?}");
    let database = app::database(&pool);
    // A cast fails on the first row it meets, and says which value it was: only shown rows may be met.
    for view in ["practices", "places"] {
        let column = if view == "places" { "name" } else { "family_name" };
        for wanted in demo.manifest.opposed.iter().filter(|person| person.scope == "listing" && person.named)
        {
            let probe = format!(
                "select count(*) from published.{view}
                where (case when {column} ~* '{}' then {column} else '0' end)::int = 0",
                wanted.family_name.split('-').next().unwrap()
            );
            let seen =
                sqlx::query_scalar::<_, i64>(sqlx::AssertSqlSafe(probe)).fetch_one(&database.public).await;
            assert!(seen.is_ok(), "{view}: {seen:?}");
        }
    }
    let probe = "select count(*) from published.practices where family_name::int = 0";
    let error =
        sqlx::query_scalar::<_, i64>(probe).fetch_one(&database.public).await.unwrap_err().to_string();
    for person in demo.manifest.opposed.iter().filter(|person| person.named && person.scope == "listing") {
        assert!(!error.contains(&person.family_name), "{error}");
    }
    let temporary =
        sqlx::query("create temporary table mine (a int)").execute(&database.public).await.unwrap_err();
    assert_eq!(temporary.as_database_error().and_then(|e| e.code()).as_deref(), Some("42501"), "{temporary}");
    database.public.close().await;
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn a_declaration_does_not_tell_the_place_that_a_listing_hides(pool: PgPool) {
    given::small_demo(&pool).await;
    // Everybody declares something at each of their places.
    sqlx::query(
        "insert into app.declarations (subject_id, place_id, flag, answer, declared_by, declared_on, expires_on)
        select distinct 'rpps:' || rpps, place_id, 'walk_in', true, 'professional', date '2026-11-01', date '2027-01-30'
        from directory.practices on conflict do nothing",
    )
    .execute(&pool)
    .await
    .unwrap();
    let told: i64 = sqlx::query_scalar(
        "select count(*) from published.declarations d where d.place_id is not null and not exists (
            select from published.practices p where 'rpps:' || p.rpps = d.subject_id and p.place_id = d.place_id
        ) and d.subject_id like 'rpps:%'",
    )
    .fetch_one(&pool)
    .await
    .unwrap();
    assert_eq!(told, 0, "places told by a declaration alone");
    let hidden: i64 = sqlx::query_scalar(
        "select count(*) from published.places where location_precision <> 'address' and place_id in (
            select place_id from directory.places where visibility = 'commune_only'
        ) and (postcode is not null or address_line is not null or phone is not null)",
    )
    .fetch_one(&pool)
    .await
    .unwrap();
    assert_eq!(hidden, 0, "a place shown by its commune says nothing finer");
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn the_phone_put_right_for_a_place_is_not_that_of_its_people(pool: PgPool) {
    given::small_demo(&pool).await;
    let phones = "select string_agg(rpps || coalesce(phone, '-'), ' ' order by rpps, profession, place_id)
        from published.practices";
    let before: String = sqlx::query_scalar(phones).fetch_one(&pool).await.unwrap();
    sqlx::query(
        "insert into app.corrections (target_id, field, value, reason)
        select distinct place_id, 'phone', '0199999999', 'essai' from directory.practices",
    )
    .execute(&pool)
    .await
    .unwrap();
    assert_eq!(sqlx::query_scalar::<_, String>(phones).fetch_one(&pool).await.unwrap(), before);
    let corrected: i64 = sqlx::query_scalar(
        "select count(*) from published.places where phone = '0199999999' and corrected_at is not null",
    )
    .fetch_one(&pool)
    .await
    .unwrap();
    assert!(corrected > 0);
}
