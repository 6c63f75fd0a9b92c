-- What people own: oppositions, declarations, corrections. They outlive every import and meet it on national ids only.

create table app.settings (
    name text not null,
    value bytea not null,
    constraint settings_pkey primary key (name)
);
comment on table app.settings is 'Facts about this database: subject_key_check proves that the key of oppositions is the right one.';

create table app.oppositions (
    opposition_id bigint generated always as identity,
    subject_key bytea not null,
    scope text not null,
    channel text not null,
    recorded_at timestamptz not null default now(),
    lifted_at timestamptz,
    constraint oppositions_pkey primary key (opposition_id),
    constraint oppositions_scope_known check (scope in ('contact', 'listing')),
    constraint oppositions_channel_known check (channel in ('command', 'form', 'account', 'letter')),
    constraint oppositions_subject_key_shape check (octet_length(subject_key) = 32)
);
comment on table app.oppositions is 'Who must not be shown. Keyed hash only: no name, no number, nothing to leak.';
comment on column app.oppositions.scope is 'contact: listed without any contact detail; listing: absent everywhere.';
create unique index oppositions_one_in_force on app.oppositions (subject_key, scope) where lifted_at is null;

create table app.declarations (
    declaration_id bigint generated always as identity,
    subject_id text not null,
    place_id text,
    flag text not null,
    answer boolean not null,
    declared_by text not null,
    declared_on date not null,
    expires_on date not null,
    withdrawn_at timestamptz,
    constraint declarations_pkey primary key (declaration_id),
    constraint declarations_subject_shape check (subject_id ~ '^(rpps:[0-9]{11}|finess:.{9}|shelter:.+)$'),
    constraint declarations_flag_known check (flag in ('new_patients', 'unscheduled_care', 'walk_in', 'home_visits',
        'teleconsultation', 'wheelchair', 'sector_1', 'carte_vitale')),
    constraint declarations_by_known check (declared_by in ('professional', 'coordinator', 'facility')),
    constraint declarations_expire_later check (expires_on > declared_on)
);
comment on table app.declarations is 'Availability as declared: dated, expiring, withdrawn rather than deleted.';
comment on column app.declarations.place_id is 'Where it holds; null: at every place of the subject.';
comment on column app.declarations.expires_on is 'Last day it may be shown is the day before.';
create unique index declarations_one_in_force on app.declarations (subject_id, coalesce(place_id, ''), flag)
    where withdrawn_at is null;

create table app.corrections (
    correction_id bigint generated always as identity,
    target_id text not null,
    field text not null,
    value text not null,
    reason text not null,
    recorded_at timestamptz not null default now(),
    withdrawn_at timestamptz,
    constraint corrections_pkey primary key (correction_id),
    constraint corrections_field_known check (field in ('name', 'phone', 'address_line'))
);
comment on table app.corrections is 'Values people put right on a place: they win over the source until withdrawn.';
create unique index corrections_one_in_force on app.corrections (target_id, field) where withdrawn_at is null;

grant select, insert, update on app.settings, app.oppositions, app.declarations, app.corrections to carbet_writer;

-- Any change by people or by a publication: one more revision, and whoever listens is woken.
create function directory.bump_revision() returns bigint
language sql security definer set search_path = directory, pg_temp as $$
    update directory.revision set revision = revision + 1 returning revision
$$;
revoke all on function directory.bump_revision() from public;
grant execute on function directory.bump_revision() to carbet_writer;
