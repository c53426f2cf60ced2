-- Back-up sets on media that are taken out of the machine, and the drills that proved that they can be put back.
create table kept.medium (
    serial        text primary key,       -- the maker's, or the archive's own inventory number
    label         text        not null,   -- what is written on it
    kind          text        not null,   -- BackupSets.MediumKind
    first_used    date        not null,   -- its age counts from here
    registered_at timestamptz not null,
    retired_on    date                    -- nothing is expected of it any more
);
create table kept.backup_set (
    id           uuid primary key,
    number       bigint      not null unique,
    chain        text        not null,    -- a full set and the incremental ones after it; A unless said
    kind         text        not null check (kind in ('FULL', 'INCREMENTAL')),
    full_id      uuid        not null references kept.backup_set,
    previous_id  uuid references kept.backup_set,
    serial       text        not null references kept.medium,
    directory    text        not null,    -- its folder on the medium
    place        text        not null,    -- where the medium was mounted
    actor        text        not null,    -- who gave the order
    performed_by text,                    -- name and post for the minutes, as given
    started_at   timestamptz not null,
    finished_at  timestamptz,
    fonds        bigint      not null default 0,
    records      bigint      not null default 0,
    logs         bigint      not null default 0,
    files        bigint      not null default 0,
    bytes        bigint      not null default 0,
    held_fonds   bigint      not null default 0, -- of the archive when it was written
    held_records bigint      not null default 0,
    state        text        not null check (state in ('UNFINISHED', 'COMPLETE')),
    problem      text,                    -- why it was not finished
    manifest     text,                    -- SHA-512 of its manifest
    signing_key  text,                    -- fingerprint of the key that signed it
    checked_at   timestamptz,             -- when it was read last
    check_wrong  bigint,                  -- files and signatures that were wrong then
    check_note   text                     -- the first of them
);
create index backup_set_newest on kept.backup_set (number desc);
create index backup_set_chain on kept.backup_set (chain, number desc) where state = 'COMPLETE';
create index backup_set_medium on kept.backup_set (serial, number desc);
