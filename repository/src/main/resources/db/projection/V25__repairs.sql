-- Repairs: what is here stands in the log of audits (log/fixity), too.
create table projection.repair (
    id         uuid primary key,
    copy       text        not null,          -- where it was wrong
    object_id  uuid,
    path       text        not null,
    source     text        not null,          -- whose bytes were taken
    sha512     text        not null,
    set_aside  text,                          -- key of the damaged bytes; null when there was nothing to read
    actor      text        not null,
    at         timestamptz not null
);
create index repair_newest on projection.repair (at desc);
alter table projection.incident add column repaired_from text;
-- As it was copied: tells what a log object was when the archive's own is damaged.
alter table projection.copied_log add column sha512 text;
