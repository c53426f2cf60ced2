-- Each run that backs the archive up (nhật ký sao lưu, Thông tư 05/2025/TT-BNV, Phụ lục VII): what it copied and what the
-- back-up had at its end.
create table kept.backup_run (
    id          uuid primary key,
    form        text        not null,          -- BackupRuns.Form
    place       text        not null,          -- the copy's name, or the set's
    location    text        not null,          -- where it is, for people
    actor       text        not null,
    started_at  timestamptz not null,
    ended_at    timestamptz,                   -- null: at work, or killed
    state       text,                          -- Copies.State at its end
    copied      bigint      not null default 0, -- packages written and read back by this run
    files       bigint      not null default 0,
    bytes       bigint      not null default 0,
    there       bigint      not null default 0, -- packages that it has sound at the end
    packages    bigint      not null default 0, -- packages of the archive then
    there_bytes bigint      not null default 0,
    incidents   bigint      not null default 0, -- open in it then
    problem     text
);
create index backup_run_newest on kept.backup_run (started_at desc, id);
create index backup_run_telling on kept.backup_run (started_at desc, id) where copied > 0 or state is distinct from 'COMPLETE';

-- Minutes of checks, back-ups and incidents, numbered from 1 in each year over the three; made again, they are another
-- issue of one number, and those of before stay as they were signed.
create table kept.preservation_minutes (
    kind    text        not null,              -- PreservationMinutes.Kind
    subject uuid        not null,              -- of the audit run, the back-up run or the incident
    year    integer     not null,
    number  integer     not null check (number > 0),
    issue   integer     not null check (issue > 0),
    made_at timestamptz not null,
    made_by text        not null,
    said    jsonb       not null,              -- PreservationMinutes.Said
    facts   jsonb       not null,              -- PreservationMinutes.Facts as they were then
    primary key (kind, subject, issue),
    unique (year, number, issue)
);
create index preservation_minutes_newest on kept.preservation_minutes (made_at desc);
