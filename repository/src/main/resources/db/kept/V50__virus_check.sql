-- What the virus scanner said last of bytes, by their SHA-512; and the rescans of what is kept, one for each state
-- of the signatures that it was scanned with.

create table kept.virus_check (
    sha512     text primary key,
    outcome    text        not null,            -- CLEAN, INFECTED, NOT_SCANNED
    detail     text        not null,            -- what was found, or why it was not scanned
    engine     text        not null,            -- engine and signatures
    checked_at timestamptz not null
);

create index virus_check_told on kept.virus_check (outcome) where outcome <> 'CLEAN';

create table kept.virus_rescan (
    id          uuid primary key,
    engine      text        not null,
    actor       text        not null,
    state       text        not null,           -- RUNNING, INTERRUPTED, DONE
    started_at  timestamptz not null,
    ended_at    timestamptz,
    last_sha512 text        not null default '',-- scanned up to here, in the order of digests
    files       bigint      not null default 0,
    bytes       bigint      not null default 0,
    infected    bigint      not null default 0,
    not_scanned bigint      not null default 0
);
