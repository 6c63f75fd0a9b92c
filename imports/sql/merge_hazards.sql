-- Staged hazard zones against published ones: what is gone is removed, what is new is added, what differs is changed.
with staged as (
    select
        s.hazard_id,
        s.kind,
        s.level,
        s.name,
        s.outline
    from incoming.hazards s
),
removed as (
    delete from directory.hazards d
    where true
        and not exists (select from incoming.hazards s where s.hazard_id = d.hazard_id)
    returning 1
),
changed as (
    update directory.hazards d
    set kind = s.kind,
        level = s.level,
        name = s.name,
        outline = s.outline
    from staged s
    where s.hazard_id = d.hazard_id
        and (d.kind, d.level, d.name, d.outline)
        is distinct from (s.kind, s.level, s.name, s.outline)
    returning 1
),
added as (
    insert into directory.hazards (
        hazard_id,
        kind,
        level,
        name,
        outline
    )
    select
        s.hazard_id,
        s.kind,
        s.level,
        s.name,
        s.outline
    from staged s
    where not exists (select from directory.hazards d where s.hazard_id = d.hazard_id)
    returning 1
)
select
    (select count(*) from added) as "added!",
    (select count(*) from changed) as "changed!",
    (select count(*) from removed) as "removed!"
