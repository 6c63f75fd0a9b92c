-- What is published of the source. Untouched, its day of publication included, when nothing differs.
insert into directory.sources as s
    (source, label, vintage_on, rows_read, rows_kept, rows_rejected, licence, attribution)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (source) do update
set label = excluded.label,
    vintage_on = excluded.vintage_on,
    published_at = now(),
    rows_read = excluded.rows_read,
    rows_kept = excluded.rows_kept,
    rows_rejected = excluded.rows_rejected,
    licence = excluded.licence,
    attribution = excluded.attribution
where $9
    or (s.label, s.vintage_on, s.rows_read, s.rows_kept, s.rows_rejected, s.licence, s.attribution)
        is distinct from (excluded.label, excluded.vintage_on, excluded.rows_read, excluded.rows_kept,
            excluded.rows_rejected, excluded.licence, excluded.attribution)
