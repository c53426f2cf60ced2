-- Fonds that were closed because all their makers had ended, and those that an archivist keeps open. An end closes a fonds once:
-- what somebody opens again stays open. See docs/adr/0028-bodies.md. projection.fonds is rebuilt, so there is no foreign key to it.
create table kept.fonds_closing (
    fonds uuid not null,
    ended_on date not null,                 -- the first day on which none of its makers acted any more
    closed_at timestamptz,                  -- null: kept open before it was closed, or its closing was cut off
    noted_at timestamptz,                   -- an archivist has seen it
    noted_by text,
    kept_open_at timestamptz,
    kept_open_by text,
    reason text,
    primary key (fonds, ended_on),
    check ((kept_open_at is null) = (reason is null)),
    check ((kept_open_at is null) = (kept_open_by is null))
);
create index fonds_closing_unnoted on kept.fonds_closing (closed_at) where closed_at is not null and noted_at is null;
