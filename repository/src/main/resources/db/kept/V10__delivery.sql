-- Deliveries and what was found in them. Only the database has these: refused deliveries leave
-- nothing in the object store.

create table kept.delivery (
    id           uuid primary key,
    name         text        not null,
    submitter    text        not null,          -- who hands it in, as the delivery names itself
    actor        text        not null,          -- whose account or command it was
    source       text        not null,          -- folder or ZIP; below the staging directory if owned
    owned        boolean     not null,          -- whether the source is ours to erase
    accept_sound boolean     not null,
    dry_run      boolean     not null,
    state        text        not null,
    received_at  timestamptz not null,
    finished_at  timestamptz,
    records      integer     not null default 0,
    documents    integer     not null default 0,
    files        integer     not null default 0,
    bytes        bigint      not null default 0,
    blocking     bigint      not null default 0,
    warnings     bigint      not null default 0,
    failure      text,
    content      text,                          -- digest of what is being stored; another one on resuming means it was changed
    staged_as    text,                          -- everything is stored and staged; the state to take when it is acknowledged
    decision     text,                          -- of an archivist, for codes that were taken
    reason       text,
    decided_by   text,
    runner       uuid                           -- the process that works on it; another than the running one is dead
);
create index delivery_order on kept.delivery (received_at desc, id);
create index delivery_source on kept.delivery (source) where finished_at is null;

create table kept.delivery_finding (
    delivery_id uuid    not null references kept.delivery on delete cascade,
    ordinal     integer not null,
    code        text    not null,
    severity    text    not null,
    place       text    not null,
    arguments   text[]  not null,
    primary key (delivery_id, ordinal)
);
