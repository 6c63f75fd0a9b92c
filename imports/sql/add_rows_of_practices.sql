-- What several rows of the source say of one practice that its first row already staged.
update incoming.practices p
set mode = u.mode,
    locum = u.locum,
    skills = string_to_array(u.skills, ' ')
from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[], $6::text[])
    as u (rpps, place_id, profession, mode, locum, skills)
where p.rpps = u.rpps
    and p.place_id = u.place_id
    and p.profession = u.profession
