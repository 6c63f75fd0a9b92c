-- Staged places of source $1 against published ones of the same source. FINESS owns its places: it takes over those
-- that the RPPS brought before it, and the RPPS leaves them alone. One that FINESS drops while people still practise
-- there goes back to the RPPS instead of going away.
with staged as (
    select
        s.place_id,
        s.source,
        s.kind,
        s.category,
        s.name,
        s.legal_entity,
        s.address_complement,
        s.address_line,
        s.postcode,
        s.commune_code,
        s.phone,
        s.phone_2,
        s.email,
        s.siret,
        s.geom,
        s.location_precision,
        s.visibility
    from incoming.places s
    where $1 = 'finess'
        or not exists (
            select from directory.places o where o.place_id = s.place_id and o.source = 'finess'
        )
),
removed as (
    delete from directory.places d
    where d.source = $1
        and not (
            $1 = 'finess'
            and exists (select from directory.practices p where p.place_id = d.place_id)
        )
        and not exists (select from incoming.places s where s.place_id = d.place_id)
    returning 1
),
returned as (
    update directory.places d
    set source = 'rpps',
        kind = null,
        category = null,
        legal_entity = null
    where $1 = 'finess'
        and d.source = 'finess'
        and not exists (select from incoming.places s where s.place_id = d.place_id)
        and exists (select from directory.practices p where p.place_id = d.place_id)
    returning 1
),
changed as (
    update directory.places d
    set source = s.source,
        kind = s.kind,
        category = s.category,
        name = s.name,
        legal_entity = s.legal_entity,
        address_complement = s.address_complement,
        address_line = s.address_line,
        postcode = s.postcode,
        commune_code = s.commune_code,
        phone = s.phone,
        phone_2 = s.phone_2,
        email = s.email,
        siret = s.siret,
        geom = s.geom,
        location_precision = s.location_precision,
        visibility = s.visibility
    from staged s
    where s.place_id = d.place_id
        and (d.source, d.kind, d.category, d.name, d.legal_entity, d.address_complement,
            d.address_line, d.postcode, d.commune_code, d.phone, d.phone_2, d.email, d.siret, d.geom,
            d.location_precision, d.visibility)
        is distinct from (s.source, s.kind, s.category, s.name, s.legal_entity, s.address_complement,
            s.address_line, s.postcode, s.commune_code, s.phone, s.phone_2, s.email, s.siret, s.geom,
            s.location_precision, s.visibility)
    returning 1
),
added as (
    insert into directory.places (
        place_id,
        source,
        kind,
        category,
        name,
        legal_entity,
        address_complement,
        address_line,
        postcode,
        commune_code,
        phone,
        phone_2,
        email,
        siret,
        geom,
        location_precision,
        visibility
    )
    select
        s.place_id,
        s.source,
        s.kind,
        s.category,
        s.name,
        s.legal_entity,
        s.address_complement,
        s.address_line,
        s.postcode,
        s.commune_code,
        s.phone,
        s.phone_2,
        s.email,
        s.siret,
        s.geom,
        s.location_precision,
        s.visibility
    from staged s
    where not exists (select from directory.places d where s.place_id = d.place_id)
    returning 1
)
select
    (select count(*) from added) as "added!",
    (select count(*) from changed) + (select count(*) from returned) as "changed!",
    (select count(*) from removed) as "removed!"
