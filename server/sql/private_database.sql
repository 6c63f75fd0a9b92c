-- PostGIS needs a superuser, so it cannot wait for the migrations; only our roles enter this database.
set client_min_messages = warning;
create extension if not exists postgis;
revoke all on database carbet from public;
grant connect on database carbet to carbet_public, carbet_restricted, carbet_writer;
