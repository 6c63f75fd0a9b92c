-- Staged territories of source $1 against published ones. Communes are compared in the départements the files cover.
with covered as (
    select t.code as departement
    from incoming.territories t
    where t.kind = 'departement'
),
staged as (
    select
        s.territory_id,
        s.kind,
        s.code,
        s.name,
        s.population,
        s.postcodes,
        s.stage,
        s.size,
        s.centre,
        s.outline,
        s.outline_nature,
        s.source
    from incoming.territories s
),
removed as (
    delete from directory.territories d
    where d.source = $1
        and (
            $1 = 'cpts'
            or (
                d.kind = 'commune'
                and case when d.code ~ '^9[78]' then left(d.code, 3) else left(d.code, 2) end
                    in (select c.departement from covered c)
            )
        )
        and not exists (select from incoming.territories s where s.territory_id = d.territory_id)
    returning 1
),
changed as (
    update directory.territories d
    set kind = s.kind,
        code = s.code,
        name = s.name,
        population = s.population,
        postcodes = s.postcodes,
        stage = s.stage,
        size = s.size,
        centre = s.centre,
        outline = s.outline,
        outline_nature = s.outline_nature,
        source = s.source
    from staged s
    where s.territory_id = d.territory_id
        and (d.kind, d.code, d.name, d.population, d.postcodes, d.stage, d.size, d.centre, d.outline,
            d.outline_nature, d.source)
        is distinct from (s.kind, s.code, s.name, s.population, s.postcodes, s.stage, s.size, s.centre, s.outline,
            s.outline_nature, s.source)
    returning 1
),
added as (
    insert into directory.territories (
        territory_id,
        kind,
        code,
        name,
        population,
        postcodes,
        stage,
        size,
        centre,
        outline,
        outline_nature,
        source
    )
    select
        s.territory_id,
        s.kind,
        s.code,
        s.name,
        s.population,
        s.postcodes,
        s.stage,
        s.size,
        s.centre,
        s.outline,
        s.outline_nature,
        s.source
    from staged s
    where not exists (select from directory.territories d where s.territory_id = d.territory_id)
    returning 1
)
select
    (select count(*) from added) as "added!",
    (select count(*) from changed) as "changed!",
    (select count(*) from removed) as "removed!"
