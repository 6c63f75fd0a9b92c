-- Staged members of the territories of source $1 against published ones, in the départements the files cover.
with covered as (
    select t.code as departement
    from incoming.territories t
    where t.kind = 'departement'
),
staged as (
    select
        s.territory_id,
        s.commune_code
    from incoming.territory_members s
),
removed as (
    delete from directory.territory_members d
    where exists (
            select from directory.territories t where t.territory_id = d.territory_id and t.source = $1
        )
        and (
            $1 = 'cpts'
            or case when d.commune_code ~ '^9[78]' then left(d.commune_code, 3) else left(d.commune_code, 2) end
                in (select c.departement from covered c)
        )
        and not exists (
            select from incoming.territory_members s
            where s.territory_id = d.territory_id
                and s.commune_code = d.commune_code
        )
    returning 1
),
added as (
    insert into directory.territory_members (
        territory_id,
        commune_code
    )
    select
        s.territory_id,
        s.commune_code
    from staged s
    where not exists (
        select from directory.territory_members d
        where s.territory_id = d.territory_id
            and s.commune_code = d.commune_code
    )
    returning 1
)
select
    (select count(*) from added) as "added!",
    0::bigint as "changed!",
    (select count(*) from removed) as "removed!"
