-- Staged addresses against published ones, in the départements the files cover and nowhere else.
with covered as (
    select distinct
        case when a.commune_code ~ '^9[78]' then left(a.commune_code, 3) else left(a.commune_code, 2) end as departement
    from incoming.addresses a
),
staged as (
    select
        s.address_id,
        s.number,
        s.suffix,
        s.street,
        s.locality,
        s.postcode,
        s.commune_code,
        s.geom
    from incoming.addresses s
),
removed as (
    delete from directory.addresses d
    where case when d.commune_code ~ '^9[78]' then left(d.commune_code, 3) else left(d.commune_code, 2) end
            in (select c.departement from covered c)
        and not exists (select from incoming.addresses s where s.address_id = d.address_id)
    returning 1
),
changed as (
    update directory.addresses d
    set number = s.number,
        suffix = s.suffix,
        street = s.street,
        locality = s.locality,
        postcode = s.postcode,
        commune_code = s.commune_code,
        geom = s.geom
    from staged s
    where s.address_id = d.address_id
        and (d.number, d.suffix, d.street, d.locality, d.postcode, d.commune_code, d.geom)
        is distinct from (s.number, s.suffix, s.street, s.locality, s.postcode, s.commune_code, s.geom)
    returning 1
),
added as (
    insert into directory.addresses (
        address_id,
        number,
        suffix,
        street,
        locality,
        postcode,
        commune_code,
        geom
    )
    select
        s.address_id,
        s.number,
        s.suffix,
        s.street,
        s.locality,
        s.postcode,
        s.commune_code,
        s.geom
    from staged s
    where not exists (select from directory.addresses d where s.address_id = d.address_id)
    returning 1
)
select
    (select count(*) from added) as "added!",
    (select count(*) from changed) as "changed!",
    (select count(*) from removed) as "removed!"
