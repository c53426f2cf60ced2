-- A withdrawn hồ sơ: kept and audited, shown by no query that asks for visible ones, and its code is
-- free. Staged ones are neither visible nor withdrawn.
alter table projection.record add column withdrawn boolean not null default false;
alter table projection.record add check (not (visible and withdrawn));
alter table projection.record drop constraint record_arc_file_code_key;
create unique index record_code_held on projection.record (arc_file_code) where not withdrawn;
create index record_code on projection.record (arc_file_code) where visible;
create index record_withdrawn on projection.record (changed_at desc, id) where withdrawn;

-- Withdrawn in the catalogue and not in the package yet: who and why.
alter table projection.pending_version add column withdrawal jsonb;
