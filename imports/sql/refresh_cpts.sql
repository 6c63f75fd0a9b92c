-- After the communes have changed: the ground, centre and population of the CPTS already in the directory.
update directory.territories t
set outline = g.outline,
    outline_nature = g.outline_nature,
    centre = g.centre,
    population = g.population
from incoming.grounds g
where t.territory_id = g.territory_id
    and t.kind = 'cpts'
    and (t.outline, t.outline_nature, t.centre, t.population)
        is distinct from (g.outline, g.outline_nature, g.centre, g.population)
