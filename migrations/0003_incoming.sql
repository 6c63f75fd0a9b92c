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

grant select, insert, update, delete, truncate on all tables in schema incoming to carbet_writer;

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
