-- What was granted to an agency, packed by a job before it is fetched (ADR 0041): one part a line, so that a kill costs one line. Bytes lie below
-- deliveries/<order>/ in the store and go when the order is over, or when the delivery is cancelled. Nothing here describes a record.
create table kept.agency_delivery (
    agency_order uuid        primary key references kept.agency_order,
    state        text        not null check (state in ('WAITING', 'MAKING', 'READY', 'FAILED', 'CANCELLED', 'OVER')),
    account      uuid        not null,                 -- as whom it is read while it is made
    ordered_by   text        not null,
    origin       text        not null,                 -- of the addresses on certificates, where none is configured
    ordered_at   timestamptz not null,
    next_at      timestamptz not null,
    attempts     integer     not null default 0,       -- without a line done between them
    lines        integer     not null,                 -- that were granted when it was ordered
    lines_done   integer     not null default 0,
    problem      text,                                 -- code of the finding why it failed
    ready_at     timestamptz,
    held         boolean     not null default false    -- the store may still hold bytes that nobody can fetch
);
create index agency_delivery_due on kept.agency_delivery (next_at) where state in ('WAITING', 'MAKING');
create index agency_delivery_held on kept.agency_delivery (next_at) where held;
create index agency_delivery_standing on kept.agency_delivery (agency_order) where state in ('WAITING', 'MAKING', 'READY', 'FAILED');

-- A package as it was made; without an object for one of which a file is damaged.
create table kept.agency_delivery_part (
    agency_order uuid        not null references kept.agency_delivery,
    n            integer     not null,
    record       uuid        not null,
    seen         text        not null check (seen ~ '^[0-9a-f]{64}$'),   -- version, documents and files as they were for the agency
    object_key   text,
    size         bigint      not null default 0,
    sha256       text        check (sha256 ~ '^[0-9a-f]{64}$'),
    sha512       text        check (sha512 ~ '^[0-9a-f]{128}$'),
    made_at      timestamptz not null,
    primary key (agency_order, n),
    check ((object_key is null) = (sha512 is null) and (sha256 is null) = (sha512 is null))
);
create index agency_delivery_part_of_record on kept.agency_delivery_part (record);
