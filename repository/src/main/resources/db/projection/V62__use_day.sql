-- How the archive was used, counted by day in Viet Nam from what the schema kept says (ADR 0042). No person, no record.
create table projection.use_day (
    day     date   not null,
    measure text   not null,                -- UseFigures.Measure
    kind    text   not null,                -- of the request, the copy or the access; '' where there is none
    fonds   uuid,                           -- null: the whole archive; else the part of it that is this fonds'
    n       bigint not null
);
create unique index use_day_once on projection.use_day (day, measure, kind, fonds) nulls not distinct;
create index use_day_whole on projection.use_day (day) include (measure, kind, n) where fonds is null;
create index use_day_of_fonds on projection.use_day (day) include (fonds, measure, n) where fonds is not null;

-- One row: all days up to and with this one are counted.
create table projection.use_counted (
    one        boolean primary key default true check (one),
    through    date        not null,
    counted_at timestamptz not null
);
