-- Staged equipment against published ones: what is gone is removed, what is new is added, what differs is changed.
with staged as (
    select
        s.place_id,
        s.category,
        s.quantity
    from incoming.equipment s
),
removed as (
    delete from directory.equipment d
    where true
        and not exists (
            select from incoming.equipment s
            where s.place_id = d.place_id
                and s.category = d.category
        )
    returning 1
),
changed as (
    update directory.equipment d
    set quantity = s.quantity
    from staged s
    where s.place_id = d.place_id and s.category = d.category
        and d.quantity is distinct from s.quantity
    returning 1
),
added as (
    insert into directory.equipment (
        place_id,
        category,
        quantity
    )
    select
        s.place_id,
        s.category,
        s.quantity
    from staged s
    where not exists (
        select from directory.equipment d
        where s.place_id = d.place_id
            and s.category = d.category
    )
    returning 1
)
select
    (select count(*) from added) as "added!",
    (select count(*) from changed) as "changed!",
    (select count(*) from removed) as "removed!"
