select
    p.place_id as "place_id!",
    p.kind,
    p.category,
    p.name as "name!",
    p.address_complement,
    p.address_line,
    p.postcode,
    p.commune_code,
    p.phone,
    st_x(p.geom) as lon,
    st_y(p.geom) as lat,
    p.visibility as "visibility!"
from published.restricted_places p
order by p.place_id
