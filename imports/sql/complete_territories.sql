-- Staged territories made of communes take their ground, centre and population from them.
update incoming.territories t
set outline = g.outline,
    outline_nature = g.outline_nature,
    centre = g.centre,
    population = g.population
from incoming.grounds g
where t.territory_id = g.territory_id
