-- After the communes have changed: the ground, centre and population of the CPTS already in the directory.
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
    from directory.territory_members m
    join directory.territories p on p.territory_id = m.territory_id and p.kind = 'cpts'
    left join directory.territories c on c.territory_id = 'commune:' || m.commune_code
    group by m.territory_id
),
wanted as (
    select
        g.territory_id,
        g.outline,
        case when g.outline is not null then g.nature end as nature,
        coalesce(st_pointonsurface(g.outline), g.middle) as centre,
        g.population
    from ground g
)
update directory.territories t
set outline = w.outline,
    outline_nature = w.nature,
    centre = w.centre,
    population = w.population
from wanted w
where t.territory_id = w.territory_id
    and (t.outline, t.outline_nature, t.centre, t.population)
        is distinct from (w.outline, w.nature, w.centre, w.population)
