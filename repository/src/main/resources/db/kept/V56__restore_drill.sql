-- Drills that put back-up sets together in an empty place.
create table kept.restore_drill (
    id          uuid primary key,
    sets        uuid[]      not null,   -- the full one first
    place       text        not null,
    actor       text        not null,
    started_at  timestamptz not null,
    finished_at timestamptz not null,
    passed      boolean     not null,
    fonds       bigint      not null,
    records     bigint      not null,
    documents   bigint      not null,
    erased      bigint      not null,   -- that a tombstone kept away
    compared    bigint      not null,   -- packages that were held against those of the archive
    files       bigint      not null,
    bytes       bigint      not null,
    seconds     double precision not null,
    problems    bigint      not null,
    problem     text
);
create index restore_drill_newest on kept.restore_drill (finished_at desc, id);
