-- The four roles of a private cluster, each without any right beyond entering: grants come with the migrations.
set client_min_messages = warning;
do $$
declare
    wanted text;
begin
    foreach wanted in array array['carbet_owner', 'carbet_public', 'carbet_restricted', 'carbet_writer'] loop
        if not exists (select from pg_roles where rolname = wanted) then
            execute format('create role %I login nosuperuser nocreatedb nocreaterole', wanted);
        end if;
    end loop;
end
$$;
