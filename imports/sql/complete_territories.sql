-- Départements and EPCI of the staged communes: ground, centre and population are those of their communes. The ground
-- of one whose communes lack an outline is unknown. Ordered and normalised so that the same file gives the same bytes.
with ground as (
    select
        m.territory_id,
        case
            when bool_and(c.outline is not null)
                then st_normalize(st_multi(st_union(c.outline order by c.code)))
        end as outline,
        case
            when bool_or(c.outline_nature = 'schematic') then 'schematic'
            else 'official'
        end as nature,
        st_centroid(st_collect(c.centre order by c.code)) as middle,
        sum(c.population)::integer as population
    from incoming.territory_members m
    join incoming.territories c on c.territory_id = 'commune:' || m.commune_code
    group by m.territory_id
)
update incoming.territories t
set outline = g.outline,
    outline_nature = case when g.outline is not null then g.nature end,
    centre = coalesce(st_pointonsurface(g.outline), g.middle),
    population = g.population
from ground g
where t.territory_id = g.territory_id
