-- The published vintage: sources, territories, places, professionals and their practices, equipment, shelters, hazards.

create table directory.sources (
    source text not null,
    label text not null,
    vintage_on date not null,
    published_at timestamptz not null default now(),
    rows_read bigint not null,
    rows_kept bigint not null,
    rows_rejected bigint not null,
    licence text not null,
    attribution text not null,
    constraint sources_pkey primary key (source),
    constraint sources_counts_add_up check (rows_read = rows_kept + rows_rejected)
);
comment on table directory.sources is 'What is published of each source: date, counts, licence. One row a source.';

create table directory.nature (
    singleton boolean not null default true,
    nature text not null,
    constraint nature_pkey primary key (singleton),
    constraint nature_one_row check (singleton),
    constraint nature_known check (nature in ('fictional', 'real'))
);
comment on table directory.nature is
    'Set by the demo as it starts, or by the first import that can tell: fictional people or real ones, never both.';

create table directory.revision (
    singleton boolean not null default true,
    revision bigint not null,
    constraint revision_pkey primary key (singleton),
    constraint revision_one_row check (singleton)
);
comment on table directory.revision is 'Grows by one at each publication and each change made by people; NOTIFY carbet_revision goes with it.';
insert into directory.revision (revision) values (1);

create table directory.territories (
    territory_id text not null,
    kind text not null,
    code text not null,
    name text not null,
    population integer,
    postcodes text[] not null default '{}',
    stage text,
    size smallint,
    centre geometry(Point, 4326),
    outline geometry(MultiPolygon, 4326),
    outline_nature text,
    source text not null,
    constraint territories_pkey primary key (territory_id),
    constraint territories_kind_known check (kind in ('commune', 'epci', 'cpts', 'departement')),
    constraint territories_id_says_kind check (territory_id = kind || ':' || code),
    constraint territories_stage_known
        check (stage in ('preprojet', 'lettre_intention', 'projet_valide', 'aci_signe')),
    constraint territories_size_known check (size between 1 and 4),
    constraint territories_outline_nature_known check (outline_nature in ('official', 'schematic')),
    constraint territories_outline_has_nature check ((outline is null) = (outline_nature is null))
);
comment on table directory.territories is 'Communes, EPCI, CPTS and départements. Source: official outlines, COG, CPTS lists.';
comment on column directory.territories.size is 'Size of the CPTS as declared, 1 to 4 (bands of the ACI).';
create index territories_outline_gist on directory.territories using gist (outline);

create table directory.territory_members (
    territory_id text not null,
    commune_code text not null,
    constraint territory_members_pkey primary key (territory_id, commune_code),
    constraint territory_members_territory foreign key (territory_id)
        references directory.territories (territory_id) on delete cascade
);
comment on table directory.territory_members is 'Communes of each EPCI, CPTS and département. Two CPTS may claim one commune.';
create index territory_members_commune on directory.territory_members (commune_code);

create table directory.places (
    place_id text not null,
    source text not null,
    kind text,
    category text,
    name text not null,
    legal_entity text,
    address_complement text,
    address_line text,
    postcode text,
    commune_code text,
    phone text,
    phone_2 text,
    email text,
    siret text,
    geom geometry(Point, 4326),
    location_precision text not null,
    visibility text not null default 'public',
    constraint places_pkey primary key (place_id),
    constraint places_source_known check (source in ('rpps', 'finess', 'shelters')),
    constraint places_kind_known check (kind in ('pharmacy', 'facility', 'mental_health', 'shelter')),
    constraint places_precision_known check (location_precision in ('address', 'commune', 'none')),
    constraint places_precision_says_geom check ((geom is null) = (location_precision = 'none')),
    constraint places_visibility_known check (visibility in ('public', 'commune_only', 'secret'))
);
comment on table directory.places is 'Structures, shelters and places of practice. kind is null where only those who practise there are listed.';
comment on column directory.places.location_precision is 'address: official coordinates; commune: centre of the commune; none: not located.';
comment on column directory.places.visibility is 'commune_only: no street, no position finer than the commune; secret: absent for the public.';
create index places_geom_gist on directory.places using gist (geom);
create index places_commune on directory.places (commune_code);

create table directory.professionals (
    rpps text not null,
    subject_key bytea not null,
    civility text,
    family_name text not null,
    given_name text not null,
    constraint professionals_pkey primary key (rpps),
    constraint professionals_rpps_shape check (rpps ~ '^[0-9]{11}$'),
    constraint professionals_subject_key_shape check (octet_length(subject_key) = 32)
);
comment on table directory.professionals is 'People of the RPPS who practise in the territory.';
comment on column directory.professionals.subject_key is 'Keyed hash of the RPPS number: what oppositions are matched on.';
create index professionals_subject_key on directory.professionals (subject_key);

create table directory.practices (
    rpps text not null,
    place_id text not null,
    profession text not null,
    mode text,
    sector text,
    locum boolean not null,
    phone text,
    phone_2 text,
    email text,
    mailbox text,
    skills text[] not null default '{}',
    named_in_place boolean not null default false,
    constraint practices_pkey primary key (rpps, place_id, profession),
    constraint practices_professional foreign key (rpps) references directory.professionals (rpps)
        deferrable initially deferred,
    constraint practices_mode_known check (mode in ('L', 'S', 'B'))
);
comment on table directory.practices is 'Who works where, in which profession: one listing a row. Source: RPPS personne-activité.';
comment on column directory.practices.profession is 'Profession key: 60, R95:93.';
comment on column directory.practices.mode is 'TRE_R23: L liberal, S salaried, B volunteer.';
comment on column directory.practices.skills is 'Savoir-faire codes (TRE_R38…), sorted.';
comment on column directory.practices.mailbox is 'MSSanté address: for verified peers only, never public.';
comment on column directory.practices.named_in_place is
    'The name or the complement of the place holds the family name, as the import compared them word by word.';
create index practices_place on directory.practices (place_id);

create table directory.equipment (
    place_id text not null,
    category text not null,
    quantity integer not null,
    constraint equipment_pkey primary key (place_id, category),
    constraint equipment_category_known
        check (category in ('irm', 'scanner', 'temp', 'tep', 'caisson-hyperbare', 'cyclotron')),
    constraint equipment_quantity_positive check (quantity > 0)
);
comment on table directory.equipment is 'Heavy equipment installed (status 08), one row a type and place. Source: FINESS+ activités.';

create table directory.activities (
    place_id text not null,
    activity text not null,
    constraint activities_pkey primary key (place_id, activity)
);
comment on table directory.activities is 'Authorised activities with heavy equipment (nature AMM, TRE_r381). Others are not read.';

create table directory.shelters (
    place_id text not null,
    shelter_type text not null,
    capacity_during integer,
    capacity_after integer,
    risks text[] not null default '{}',
    wheelchair boolean,
    generator boolean,
    water boolean,
    manager text,
    manager_phone text,
    verified_on date,
    constraint shelters_pkey primary key (place_id),
    constraint shelters_type_known check (shelter_type in ('abri', 'hebergement', 'regroupement', 'evacuation')),
    constraint shelters_capacity_not_negative check (capacity_during >= 0 and capacity_after >= 0)
);
comment on table directory.shelters is 'Register of shelters. Two capacities: seated during the impact, beds after it.';
comment on column directory.shelters.manager_phone is 'Never public.';

create table directory.hazards (
    hazard_id text not null,
    kind text not null,
    level text not null,
    name text not null,
    outline geometry(MultiPolygon, 4326) not null,
    constraint hazards_pkey primary key (hazard_id)
);
comment on table directory.hazards is 'Hazard zones as polygons, with kind and level.';
create index hazards_outline_gist on directory.hazards using gist (outline);

create table directory.addresses (
    address_id text not null,
    number text,
    suffix text,
    street text not null,
    locality text,
    postcode text,
    commune_code text not null,
    geom geometry(Point, 4326) not null,
    constraint addresses_pkey primary key (address_id)
);
comment on table directory.addresses is 'National address base (BAN): house numbers, and lieux-dits with number null.';
create index addresses_geom_gist on directory.addresses using gist (geom);
create index addresses_commune on directory.addresses (commune_code);

grant select, insert, update, delete on all tables in schema directory to carbet_writer;
