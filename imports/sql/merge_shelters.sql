-- Staged shelters against published ones: what is gone is removed, what is new is added, what differs is changed.
with staged as (
    select
        s.place_id,
        s.shelter_type,
        s.capacity_during,
        s.capacity_after,
        s.risks,
        s.wheelchair,
        s.generator,
        s.water,
        s.manager,
        s.manager_phone,
        s.verified_on
    from incoming.shelters s
),
removed as (
    delete from directory.shelters d
    where true
        and not exists (select from incoming.shelters s where s.place_id = d.place_id)
    returning 1
),
changed as (
    update directory.shelters d
    set shelter_type = s.shelter_type,
        capacity_during = s.capacity_during,
        capacity_after = s.capacity_after,
        risks = s.risks,
        wheelchair = s.wheelchair,
        generator = s.generator,
        water = s.water,
        manager = s.manager,
        manager_phone = s.manager_phone,
        verified_on = s.verified_on
    from staged s
    where s.place_id = d.place_id
        and (d.shelter_type, d.capacity_during, d.capacity_after, d.risks, d.wheelchair, d.generator,
            d.water, d.manager, d.manager_phone, d.verified_on)
        is distinct from (s.shelter_type, s.capacity_during, s.capacity_after, s.risks, s.wheelchair, s.generator,
            s.water, s.manager, s.manager_phone, s.verified_on)
    returning 1
),
added as (
    insert into directory.shelters (
        place_id,
        shelter_type,
        capacity_during,
        capacity_after,
        risks,
        wheelchair,
        generator,
        water,
        manager,
        manager_phone,
        verified_on
    )
    select
        s.place_id,
        s.shelter_type,
        s.capacity_during,
        s.capacity_after,
        s.risks,
        s.wheelchair,
        s.generator,
        s.water,
        s.manager,
        s.manager_phone,
        s.verified_on
    from staged s
    where not exists (select from directory.shelters d where s.place_id = d.place_id)
    returning 1
)
select
    (select count(*) from added) as "added!",
    (select count(*) from changed) as "changed!",
    (select count(*) from removed) as "removed!"
