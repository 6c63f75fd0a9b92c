-- Every published row as one text, in a stable order.
select coalesce(string_agg(r.line, e'\n' order by r.line), '') as "text!"
from (
    select 'place ' || p::text as line from directory.places p
    union all
    select 'professional ' || p::text from directory.professionals p
    union all
    select 'practice ' || p::text from directory.practices p
    union all
    select 'territory ' || t::text from directory.territories t
    union all
    select 'member ' || m::text from directory.territory_members m
    union all
    select 'equipment ' || e::text from directory.equipment e
    union all
    select 'activity ' || a::text from directory.activities a
    union all
    select 'shelter ' || s::text from directory.shelters s
    union all
    select 'hazard ' || h::text from directory.hazards h
    union all
    select 'address ' || a::text from directory.addresses a
    union all
    select 'nature ' || n::text from directory.nature n
) r
