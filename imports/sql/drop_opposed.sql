-- People who asked to be absent everywhere do not come back with a new month: nothing of them reaches the directory,
-- nor the sites where nobody else practises, nor their name on a site that others keep. (Those who only hide their
-- contact are masked by the door.)
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
    returning p.place_id, p.named_in_place
),
kept as (
    select distinct p.place_id
    from incoming.practices p
    where p.rpps not in (select o.rpps from opposed o)
),
unnamed as (
    update incoming.places s
    set name = '',
        address_complement = null
    where s.place_id in (select l.place_id from left_out l where l.named_in_place)
        and s.place_id in (select k.place_id from kept k)
)
delete from incoming.places s
where s.place_id in (select l.place_id from left_out l)
    and s.place_id not in (select k.place_id from kept k)
