select
    p.place_id as "place_id!",
    p.source as "source!",
    p.kind,
    p.category,
    p.name as "name!",
    p.legal_entity,
    p.address_complement,
    p.address_line,
    p.postcode,
    p.commune_code,
    p.phone,
    st_x(p.geom) as lon,
    st_y(p.geom) as lat,
    p.location_precision as "location_precision!",
    p.corrected_at
from published.places p
order by p.place_id
