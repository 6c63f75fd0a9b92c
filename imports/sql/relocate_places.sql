-- After the communes have changed: places that stand at the centre of theirs, or nowhere, follow it; so does one whose
-- official point turns out to be far from its commune (the distances are those of refuse_far_points.sql).
update directory.places p
set geom = w.centre,
    location_precision = case when w.centre is null then 'none' else 'commune' end
from (
    select q.place_id, t.centre
    from directory.places q
    left join directory.territories t on t.territory_id = 'commune:' || q.commune_code
    where q.location_precision <> 'address'
        or case
            when t.outline is not null
                then not (t.outline && q.geom) and not st_dwithin(t.outline::geography, q.geom::geography, 10000)
            else not st_dwithin(t.centre::geography, q.geom::geography, 60000)
        end
) w
where p.place_id = w.place_id
    and (p.geom, p.location_precision)
        is distinct from (w.centre, case when w.centre is null then 'none' else 'commune' end)
