-- Ordered to the last column, so that the same directory always gives the same listings, in the same order.
select
    p.rpps as "rpps!",
    p.profession as "profession!",
    p.civility,
    p.family_name as "family_name!",
    p.given_name as "given_name!",
    p.mode,
    p.locum as "locum!",
    p.skills as "skills!",
    p.place_id,
    p.commune_code,
    p.phone,
    st_x(p.geom) as lon,
    st_y(p.geom) as lat,
    p.location_precision as "location_precision!"
from published.practices p
order by p.rpps, p.profession, p.place_id nulls last, p.commune_code, p.skills, p.mode
