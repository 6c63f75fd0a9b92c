-- Staged points that cannot be in the commune of their address lose their coordinates: more than 10 km out of its
-- outline or, where it has none, more than 60 km from its centre (no commune without an outline in the file is wider).
-- The box spares the exact distance to nearly every point.
update incoming.places p
set geom = null,
    location_precision = 'none'
from directory.territories t
where p.location_precision = 'address'
    and t.territory_id = 'commune:' || p.commune_code
    and case
        when t.outline is not null
            then not (t.outline && p.geom) and not st_dwithin(t.outline::geography, p.geom::geography, 10000)
        else not st_dwithin(t.centre::geography, p.geom::geography, 60000)
    end
