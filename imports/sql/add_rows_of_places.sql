-- What other rows say of a site that its first row already staged: the smallest name; the smallest address, whole,
-- among the most complete. The order of rows does not matter.
update incoming.places p
set name = case when u.names then u.name else p.name end,
    siret = least(p.siret collate "C", u.siret),
    address_line = case when u.stands then u.address_line else p.address_line end,
    address_complement = case when u.stands then u.address_complement else p.address_complement end,
    postcode = case when u.stands then u.postcode else p.postcode end,
    commune_code = case when u.stands then u.commune_code else p.commune_code end
from (
    select r.*,
        r.name <> '' and (q.name = '' or r.name collate "C" < q.name) as names,
        (r.commune_code is null, r.address_line is null, r.postcode is null, r.address_complement is null,
            coalesce(r.commune_code, '') collate "C", coalesce(r.address_line, '') collate "C",
            coalesce(r.postcode, '') collate "C", coalesce(r.address_complement, '') collate "C")
        < (q.commune_code is null, q.address_line is null, q.postcode is null, q.address_complement is null,
            coalesce(q.commune_code, ''), coalesce(q.address_line, ''), coalesce(q.postcode, ''),
            coalesce(q.address_complement, '')) as stands
    from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
        as r (place_id, name, siret, commune_code, address_line, postcode, address_complement)
    join incoming.places q on q.place_id = r.place_id
) u
where p.place_id = u.place_id
