-- After the communes have changed: places that stand at the centre of theirs, or nowhere, follow it.
update directory.places p
set geom = w.centre,
    location_precision = case when w.centre is null then 'none' else 'commune' end
from (
    select q.place_id, t.centre
    from directory.places q
    left join directory.territories t on t.territory_id = 'commune:' || q.commune_code
    where q.location_precision <> 'address'
) w
where p.place_id = w.place_id
    and p.geom is distinct from w.centre
