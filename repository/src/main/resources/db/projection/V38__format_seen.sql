-- Packages whose files were all looked at again with the signatures named: one row for a package, none for a file.
create table projection.format_seen (
    aip_id     uuid primary key,
    signatures text        not null,
    at         timestamptz not null
);
-- In the order of age, for what goes over all of the archive.
create index record_by_age on projection.record (stored_at, id);
