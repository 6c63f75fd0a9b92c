-- The door. Oppositions, declarations, corrections and secrecy are joined here and nowhere else.
-- Views run with their owner's rights: the reading roles hold no grant on any table behind them. Each is a security
-- barrier: a reader's own condition is never tried on a row the view leaves out, so an error cannot tell of it.

create view published.revision with (security_barrier) as
select r.revision, (select n.nature from directory.nature n) as nature
from directory.revision r;

create view published.sources with (security_barrier) as
select s.source, s.label, s.vintage_on, s.published_at, s.rows_read, s.rows_kept, s.rows_rejected, s.licence,
    s.attribution
from directory.sources s;

create view published.territories with (security_barrier) as
select t.territory_id, t.kind, t.code, t.name, t.population, t.postcodes, t.stage, t.size, t.centre, t.outline,
    t.outline_nature
from directory.territories t;

create view published.territory_members with (security_barrier) as
select m.territory_id, m.commune_code
from directory.territory_members m;

-- Strictest scope in force for each subject.
create view published.oppositions_in_force with (security_barrier) as
select o.subject_key, bool_or(o.scope = 'listing') as hides_listing
from app.oppositions o
where o.lifted_at is null
group by o.subject_key;
comment on view published.oppositions_in_force is 'Internal to the door: granted to no role.';

-- Practices that may be shown, and how far. hides_place: listed at the commune and nothing finer, which holds for those
-- who opposed to contact, for locums, and where the place itself is not public. The one definition of it.
create view published.listed_practices with (security_barrier) as
select p.rpps, p.place_id, p.profession, p.mode, p.sector, p.locum, p.phone, p.phone_2, p.email, p.mailbox, p.skills,
    n.civility, n.family_name, n.given_name,
    o.subject_key is not null as hides_contact,
    o.subject_key is not null or p.locum or s.visibility <> 'public' as hides_place,
    s.commune_code, s.geom, s.location_precision
from directory.practices p
join directory.professionals n on n.rpps = p.rpps
join directory.places s on s.place_id = p.place_id
left join published.oppositions_in_force o on o.subject_key = n.subject_key
where o.hides_listing is not true;
comment on view published.listed_practices is 'Internal to the door: granted to no role.';

-- Places of practice whose name or complement holds the name of a person who opposed.
create view published.places_naming_opposed with (security_barrier) as
select distinct p.place_id
from directory.practices p
join directory.professionals n on n.rpps = p.rpps
join published.oppositions_in_force o on o.subject_key = n.subject_key
where p.named_in_place;
comment on view published.places_naming_opposed is 'Internal to the door: granted to no role.';

-- Corrections in force, a column each.
create view published.corrections_in_force with (security_barrier) as
select c.target_id,
    max(c.value) filter (where c.field = 'name') as name,
    max(c.value) filter (where c.field = 'phone') as phone,
    max(c.value) filter (where c.field = 'address_line') as address_line,
    max(c.recorded_at) as corrected_at
from app.corrections c
where c.withdrawn_at is null
group by c.target_id;
comment on view published.corrections_in_force is 'Internal to the door: granted to no role.';

-- Places of practice that may be named: a site is shown only while someone shows it, and never under the name of a
-- person who opposed. Locums are met at the commune, so a site that only they use is not shown.
create view published.places with (security_barrier) as
select
    p.place_id, p.source, p.kind, p.category, p.legal_entity, p.commune_code,
    case when x.place_id is not null then '' else coalesce(c.name, p.name) end as name,
    case when p.visibility = 'public' and x.place_id is null then p.address_complement end as address_complement,
    case when p.visibility = 'public' then coalesce(c.address_line, p.address_line) end as address_line,
    case when p.visibility = 'public' then p.postcode end as postcode,
    case when p.visibility = 'public' then coalesce(c.phone, p.phone) end as phone,
    case
        when p.visibility = 'public' then p.geom
        else t.centre
    end as geom,
    case
        when p.visibility = 'public' then p.location_precision
        when t.centre is null then 'none'
        else 'commune'
    end as location_precision,
    c.corrected_at
from directory.places p
left join directory.territories t on t.territory_id = 'commune:' || p.commune_code
left join published.corrections_in_force c on c.target_id = p.place_id
left join published.places_naming_opposed x on x.place_id = p.place_id and p.source = 'rpps'
where p.visibility <> 'secret'
    and (
        p.source <> 'rpps'
        or exists (
            select from published.listed_practices l
            where l.place_id = p.place_id and not l.hides_place
        )
    );

-- One row a listing of a professional. MSSanté mailboxes never pass here, and a place's corrected phone is not that of
-- the people who practise there.
create view published.practices with (security_barrier) as
select
    l.rpps, l.profession, l.civility, l.family_name, l.given_name, l.mode, l.locum, l.skills,
    l.commune_code,
    case when not l.hides_place then l.place_id end as place_id,
    case when not l.hides_place then coalesce(l.phone, l.phone_2) end as phone,
    case when l.hides_place then t.centre else l.geom end as geom,
    case
        when not l.hides_place then l.location_precision
        when t.centre is null then 'none'
        else 'commune'
    end as location_precision
from published.listed_practices l
left join directory.territories t on t.territory_id = 'commune:' || l.commune_code;

create view published.equipment with (security_barrier) as
select e.place_id, e.category, e.quantity
from directory.equipment e
join directory.places p on p.place_id = e.place_id
where p.visibility <> 'secret';

create view published.activities with (security_barrier) as
select a.place_id, a.activity
from directory.activities a
join directory.places p on p.place_id = a.place_id
where p.visibility <> 'secret';

create view published.shelters with (security_barrier) as
select s.place_id, s.shelter_type, s.capacity_during, s.capacity_after, s.risks, s.wheelchair, s.generator, s.water,
    s.verified_on
from directory.shelters s
join directory.places p on p.place_id = s.place_id
where p.visibility = 'public';

create view published.hazards with (security_barrier) as
select h.hazard_id, h.kind, h.level, h.name, h.outline
from directory.hazards h;

-- Declarations of subjects that are listed; one made for a place is shown where the practice there is, and nowhere else.
-- Expiry is judged by the reader's day, in the territory's time zone.
create view published.declarations with (security_barrier) as
select d.subject_id, d.place_id, d.flag, d.answer, d.declared_by, d.declared_on, d.expires_on
from app.declarations d
where d.withdrawn_at is null
    and case
        when d.subject_id like 'rpps:%' then exists (
            select from published.listed_practices l
            where l.rpps = substr(d.subject_id, 6)
                and (d.place_id is null or (l.place_id = d.place_id and not l.hides_place))
        )
        else d.place_id is null or d.place_id = d.subject_id
    end
    and not exists (
        select from directory.places p where p.place_id = d.subject_id and p.visibility = 'secret'
    );

-- Restricted part: peers' fields and secret places, for the role that builds it and for nobody else.
create view published.restricted_practices with (security_barrier) as
select l.rpps, l.place_id, l.profession, l.mailbox, l.phone, l.phone_2, l.email
from published.listed_practices l
where not l.hides_contact
    and (l.mailbox is not null or l.phone_2 is not null or l.email is not null or l.locum);

create view published.restricted_places with (security_barrier) as
select p.place_id, p.kind, p.category, p.name, p.address_complement, p.address_line, p.postcode, p.commune_code,
    p.phone, p.geom, p.location_precision, p.visibility
from directory.places p
where p.visibility <> 'public';

create view published.restricted_shelters with (security_barrier) as
select s.place_id, s.shelter_type, s.capacity_during, s.capacity_after, s.risks, s.wheelchair, s.generator, s.water,
    s.manager, s.manager_phone, s.verified_on
from directory.shelters s;

grant select on published.revision, published.sources, published.territories, published.territory_members,
    published.places, published.practices, published.equipment, published.activities, published.shelters,
    published.hazards, published.declarations
    to carbet_public, carbet_writer;
grant select on published.revision, published.restricted_practices, published.restricted_places,
    published.restricted_shelters
    to carbet_restricted;
comment on view published.places is 'Places the public may see, corrected by people, masked by secrecy and oppositions.';
comment on view published.practices is 'Listings of professionals the public may see.';
