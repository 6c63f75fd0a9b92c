-- The check value of the database, recorded from $1 when there is none yet.
with made as (
    insert into app.settings (name, value)
    values ('subject_key_check', $1)
    on conflict (name) do nothing
    returning value
)
select m.value as "value!" from made m
union all
select s.value from app.settings s where s.name = 'subject_key_check'
limit 1
