select
    t.territory_id as "territory_id!",
    t.kind as "kind!",
    t.code as "code!",
    t.name as "name!",
    t.population,
    t.postcodes as "postcodes!",
    t.stage,
    t.size,
    st_x(t.centre) as lon,
    st_y(t.centre) as lat,
    st_asbinary(t.outline) as outline,
    t.outline_nature
from published.territories t
order by t.territory_id
