-- The staged vintage: the columns of directory, no constraint but keys, empty between imports.
-- Unlogged: a crash in the middle of an import loses the staging and nothing else.

create unlogged table incoming.territories (like directory.territories);
create unlogged table incoming.territory_members (like directory.territory_members);
create unlogged table incoming.places (like directory.places);
create unlogged table incoming.professionals (like directory.professionals);
create unlogged table incoming.practices (like directory.practices);
create unlogged table incoming.equipment (like directory.equipment);
create unlogged table incoming.activities (like directory.activities);
create unlogged table incoming.shelters (like directory.shelters);
create unlogged table incoming.hazards (like directory.hazards);
create unlogged table incoming.addresses (like directory.addresses);

-- Known once every row of the vintage is staged.
alter table incoming.practices alter named_in_place set default false;

alter table incoming.territories add primary key (territory_id);
alter table incoming.territory_members add primary key (territory_id, commune_code);
alter table incoming.places add primary key (place_id);
alter table incoming.professionals add primary key (rpps);
alter table incoming.practices add primary key (rpps, place_id, profession);
alter table incoming.equipment add primary key (place_id, category);
alter table incoming.activities add primary key (place_id, activity);
alter table incoming.shelters add primary key (place_id);
alter table incoming.hazards add primary key (hazard_id);
alter table incoming.addresses add primary key (address_id);

-- Ground, centre and population of every EPCI, département and CPTS, staged or published: those of its communes, the
-- staged ones first. The ground of one whose communes lack an outline is unknown. Ordered and normalised so that the
-- same communes give the same bytes.
create view incoming.grounds as
with members as (
    select m.territory_id, m.commune_code
    from incoming.territory_members m
    union all
    select m.territory_id, m.commune_code
    from directory.territory_members m
    where not exists (select from incoming.territory_members s where s.territory_id = m.territory_id)
),
communes as (
    select c.code, c.outline, c.outline_nature, c.centre, c.population
    from incoming.territories c
    where c.kind = 'commune'
    union all
    select c.code, c.outline, c.outline_nature, c.centre, c.population
    from directory.territories c
    where c.kind = 'commune'
        and not exists (select from incoming.territories s where s.territory_id = c.territory_id)
),
grounds as (
    select
        m.territory_id,
        case
            when bool_and(c.outline is not null)
                then st_normalize(st_multi(st_union(c.outline order by c.code)))
        end as outline,
        case
            when bool_or(c.outline_nature = 'schematic') then 'schematic'
            else 'official'
        end as nature,
        st_centroid(st_collect(c.centre order by c.code)) as middle,
        sum(c.population)::integer as population
    from members m
    left join communes c on c.code = m.commune_code
    group by m.territory_id
)
select
    g.territory_id,
    g.outline,
    case when g.outline is not null then g.nature end as outline_nature,
    coalesce(st_pointonsurface(g.outline), g.middle) as centre,
    g.population
from grounds g;
comment on view incoming.grounds is 'What a territory made of communes owes to them.';

grant select, insert, update, delete, truncate on all tables in schema incoming to carbet_writer;
revoke insert, update, delete, truncate on incoming.grounds from carbet_writer;

-- Only an owner may ANALYZE: the writer asks through this function, before it merges.
create function incoming.analyze_staging() returns void
language plpgsql security definer set search_path = incoming, pg_temp as $$
begin
    analyze incoming.territories, incoming.territory_members, incoming.places, incoming.professionals,
        incoming.practices, incoming.equipment, incoming.activities, incoming.shelters, incoming.hazards,
        incoming.addresses;
end
$$;
revoke all on function incoming.analyze_staging() from public;
grant execute on function incoming.analyze_staging() to carbet_writer;
