-- Staged people against published ones: what is gone is removed, what is new is added, what differs is changed.
with staged as (
    select
        s.rpps,
        s.subject_key,
        s.civility,
        s.family_name,
        s.given_name
    from incoming.professionals s
),
removed as (
    delete from directory.professionals d
    where true
        and not exists (select from incoming.professionals s where s.rpps = d.rpps)
    returning 1
),
changed as (
    update directory.professionals d
    set subject_key = s.subject_key,
        civility = s.civility,
        family_name = s.family_name,
        given_name = s.given_name
    from staged s
    where s.rpps = d.rpps
        and (d.subject_key, d.civility, d.family_name, d.given_name)
        is distinct from (s.subject_key, s.civility, s.family_name, s.given_name)
    returning 1
),
added as (
    insert into directory.professionals (
        rpps,
        subject_key,
        civility,
        family_name,
        given_name
    )
    select
        s.rpps,
        s.subject_key,
        s.civility,
        s.family_name,
        s.given_name
    from staged s
    where not exists (select from directory.professionals d where s.rpps = d.rpps)
    returning 1
)
select
    (select count(*) from added) as "added!",
    (select count(*) from changed) as "changed!",
    (select count(*) from removed) as "removed!"
