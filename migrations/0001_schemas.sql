-- The four schemas and who may enter them. Imports own directory and incoming, people own app, readers see published.

create extension if not exists postgis;

-- Roles belong to the whole cluster, not to one database: created once, by whoever comes first. Advisory locks belong to
-- one database and would not hold here: two databases migrated at once meet in the index of role names, and the second
-- is content.
do $$
declare
    name text;
begin
    foreach name in array array['carbet_public', 'carbet_restricted', 'carbet_writer'] loop
        if not exists (select from pg_roles where rolname = name) then
            begin
                execute format('create role %I nologin', name);
            exception when duplicate_object or unique_violation then
                null;
            end;
        end if;
    end loop;
end
$$;

-- Where the owner of the schemas serves on its own credentials (one address for everything), it must be able to take
-- each role. What it may not grant itself, or needs not, stays as it is: the server then asks for the three addresses.
do $$
declare
    name text;
    may_set text := case when current_setting('server_version_num')::integer >= 160000
        then ' with inherit false, set true' else '' end;
begin
    foreach name in array array['carbet_public', 'carbet_restricted', 'carbet_writer'] loop
        if not (select r.rolsuper from pg_roles r where r.rolname = current_user) then
            begin
                execute format('grant %I to %I%s', name, current_user, may_set);
            exception when insufficient_privilege then
                raise notice 'role % is not granted to %', name, current_user;
            end;
        end if;
    end loop;
end
$$;

-- A reading role has no use for tables of its own, temporary ones included.
do $$
begin
    execute format('revoke temporary on database %I from public', current_database());
exception when insufficient_privilege then
    raise notice 'temporary tables stay allowed: only the owner of the database may forbid them';
end
$$;

create schema directory;
comment on schema directory is 'What imports own: the published vintage of every source. People never edit it.';
create schema incoming;
comment on schema incoming is 'The staged vintage: filled and emptied by one import at a time.';
create schema app;
comment on schema app is 'What people own: oppositions, declarations, corrections. Imports never edit it.';
create schema published;
comment on schema published is 'The door: every output reads these views and nothing else.';

revoke all on schema public from public;
grant usage on schema public to carbet_public, carbet_restricted, carbet_writer;
grant usage on schema published to carbet_public, carbet_restricted, carbet_writer;
grant usage on schema directory, incoming, app to carbet_writer;
