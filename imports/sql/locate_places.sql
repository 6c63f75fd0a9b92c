-- Staged places without official coordinates are put at the centre of their commune, and say so.
update incoming.places p
set geom = t.centre,
    location_precision = 'commune'
from directory.territories t
where p.location_precision = 'none'
    and t.territory_id = 'commune:' || p.commune_code
    and t.centre is not null
