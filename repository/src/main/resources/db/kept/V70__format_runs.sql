-- Runs that identify kept files again with other PRONOM signatures, and what is in another format since: what the log
-- objects log/formats tell, to be asked for quickly.
create table kept.format_run (
    id         uuid primary key,
    signatures text        not null,            -- versions of the signature files, V120/45
    actor      text        not null,
    state      text        not null,            -- RUNNING, INTERRUPTED, CANCELLED, DONE
    started_at timestamptz not null,
    ended_at   timestamptz,
    last_at    timestamptz,                     -- looked at up to the package that was stored then ...
    last_aip   uuid,                            -- ... and has this id; null before the first
    packages   bigint      not null default 0,
    files      bigint      not null default 0,
    bytes      bigint      not null default 0,
    changed    bigint      not null default 0,
    unread     bigint      not null default 0
);
create index format_run_newest on kept.format_run (started_at desc);

create table kept.format_change (
    file       uuid        not null,            -- as its package keeps it, whole
    at         timestamptz not null,
    aip        uuid        not null,
    print      text        not null,            -- first 8 hexadecimal digits of the SHA-512 of its bytes
    before     text,                            -- PUID; empty: no signature knew it; null: nobody had looked
    puid       text        not null,
    name       text        not null,
    version    text        not null,
    basis      text        not null,
    signatures text        not null,
    primary key (file, at)
);
create index format_change_of_package on kept.format_change (aip, at);
