-- Staged practices against published ones: what is gone is removed, what is new is added, what differs is changed.
with staged as (
    select
        s.rpps,
        s.place_id,
        s.profession,
        s.mode,
        s.sector,
        s.locum,
        s.phone,
        s.phone_2,
        s.email,
        s.mailbox,
        s.skills,
        s.named_in_place
    from incoming.practices s
),
removed as (
    delete from directory.practices d
    where true
        and not exists (
            select from incoming.practices s
            where s.rpps = d.rpps
                and s.place_id = d.place_id
                and s.profession = d.profession
        )
    returning 1
),
changed as (
    update directory.practices d
    set mode = s.mode,
        sector = s.sector,
        locum = s.locum,
        phone = s.phone,
        phone_2 = s.phone_2,
        email = s.email,
        mailbox = s.mailbox,
        skills = s.skills,
        named_in_place = s.named_in_place
    from staged s
    where s.rpps = d.rpps and s.place_id = d.place_id and s.profession = d.profession
        and (d.mode, d.sector, d.locum, d.phone, d.phone_2, d.email, d.mailbox, d.skills,
            d.named_in_place)
        is distinct from (s.mode, s.sector, s.locum, s.phone, s.phone_2, s.email, s.mailbox, s.skills,
            s.named_in_place)
    returning 1
),
added as (
    insert into directory.practices (
        rpps,
        place_id,
        profession,
        mode,
        sector,
        locum,
        phone,
        phone_2,
        email,
        mailbox,
        skills,
        named_in_place
    )
    select
        s.rpps,
        s.place_id,
        s.profession,
        s.mode,
        s.sector,
        s.locum,
        s.phone,
        s.phone_2,
        s.email,
        s.mailbox,
        s.skills,
        s.named_in_place
    from staged s
    where not exists (
        select from directory.practices d
        where s.rpps = d.rpps
            and s.place_id = d.place_id
            and s.profession = d.profession
    )
    returning 1
)
select
    (select count(*) from added) as "added!",
    (select count(*) from changed) as "changed!",
    (select count(*) from removed) as "removed!"
