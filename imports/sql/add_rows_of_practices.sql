-- What several rows of the source say of one practice that its first row already staged. Of contacts that differ, the
-- smallest is kept, so that the order of rows does not matter.
update incoming.practices p
set mode = u.mode,
    locum = u.locum,
    skills = string_to_array(u.skills, ' '),
    sector = least(p.sector collate "C", u.sector),
    phone = case when u.wins then u.phone else p.phone end,
    phone_2 = case when u.wins then u.phone_2 else p.phone_2 end,
    email = least(p.email collate "C", u.email),
    mailbox = least(p.mailbox collate "C", u.mailbox)
from (
    select r.*, r.phone is not null and (
            q.phone is null
            or (r.phone collate "C", coalesce(r.phone_2, '') collate "C") < (q.phone, coalesce(q.phone_2, ''))
        ) as wins
    from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[], $6::text[], $7::text[], $8::text[],
        $9::text[], $10::text[], $11::text[])
        as r (rpps, place_id, profession, mode, locum, skills, sector, phone, phone_2, email, mailbox)
    join incoming.practices q
        on q.rpps = r.rpps and q.place_id = r.place_id and q.profession = r.profession
) u
where p.rpps = u.rpps
    and p.place_id = u.place_id
    and p.profession = u.profession
