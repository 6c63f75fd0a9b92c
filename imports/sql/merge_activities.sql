-- Staged activities against published ones: what is gone is removed, what is new is added.
with staged as (
    select
        s.place_id,
        s.activity
    from incoming.activities s
),
removed as (
    delete from directory.activities d
    where true
        and not exists (
            select from incoming.activities s
            where s.place_id = d.place_id
                and s.activity = d.activity
        )
    returning 1
),
added as (
    insert into directory.activities (
        place_id,
        activity
    )
    select
        s.place_id,
        s.activity
    from staged s
    where not exists (
        select from directory.activities d
        where s.place_id = d.place_id
            and s.activity = d.activity
    )
    returning 1
)
select
    (select count(*) from added) as "added!",
    0::bigint as "changed!",
    (select count(*) from removed) as "removed!"
