-- People who asked to be absent everywhere do not come back with a new month: nothing of them reaches the directory,
-- nor the sites where nobody else practises. (Those who only hide their contact are masked by the door.)
with opposed as (
    delete from incoming.professionals n
    using app.oppositions o
    where o.subject_key = n.subject_key
        and o.scope = 'listing'
        and o.lifted_at is null
    returning n.rpps
),
left_out as (
    delete from incoming.practices p
    using opposed o
    where p.rpps = o.rpps
    returning p.rpps, p.place_id
)
delete from incoming.places s
where s.place_id in (select l.place_id from left_out l)
    and not exists (
        select from incoming.practices p
        where p.place_id = s.place_id
            and p.rpps not in (select o.rpps from opposed o)
    )
