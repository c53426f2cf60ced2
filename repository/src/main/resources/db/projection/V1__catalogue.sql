-- The catalogue: what the AIPs in the object store say, in a form that can be listed and searched
-- by code. Everything here can be made again from the store (see Recovery).
--
-- Access is a rank: 0 public, 1 listed, 2 hidden; the strictest of several is their greatest().
-- Each row has its own access; what a reader sees is joined when it is read, so that a change at
-- the fonds acts at once on everything in it.

create table projection.fonds (
    id           uuid primary key,
    code         text        not null unique,   -- mã phông, at most 100 characters
    title        text        not null,          -- tên phông
    archive_code text        not null,          -- mã cơ quan lưu trữ, prefix of the codes in it
    closed_on    date,                          -- null while the fonds is open
    history      text,                          -- lịch sử đơn vị hình thành phông
    access       smallint    not null check (access between 0 and 2),
    title_public boolean     not null,
    basis        text,                          -- ground of the restriction in words
    created_at   timestamptz not null,
    version      integer     not null,          -- head version of its OCFL object, from 1
    sort_key     text collate "C" not null      -- the code with its numbers padded: natural order
);
create index fonds_order on projection.fonds (sort_key, id);

create table projection.series (
    id       uuid primary key,
    fonds_id uuid not null references projection.fonds,
    code     text not null,                     -- mục lục số
    title    text not null,
    sort_key text collate "C" not null,
    unique (fonds_id, code)
);
create index series_order on projection.series (fonds_id, sort_key, id);

-- One row for each hồ sơ (AIP). Not visible: staged by a delivery that is not acknowledged.
create table projection.record (
    id               uuid primary key,
    fonds_id         uuid        not null references projection.fonds,
    series_id        uuid references projection.series, -- null: stands in no series
    arc_file_code    text        not null unique,
    file_code        text        not null,      -- the same without the archive's prefix
    title            text        not null,
    start_year       integer,
    end_year         integer,
    access           smallint    not null check (access between 0 and 2),
    title_public     boolean     not null,
    basis            text,
    visible          boolean     not null,
    version          integer     not null,      -- head version of the OCFL object, from 1
    fingerprint      text        not null,      -- sha512 of what was delivered, Aip.fingerprint()
    delivery_id      uuid,
    submitter        text        not null,
    stored_at        timestamptz not null,      -- time of the first version
    changed_at       timestamptz not null,      -- time of the head version
    description      jsonb       not null,      -- FileDescription, the 18 fields
    history          jsonb       not null,      -- list of RecordVersion, oldest first
    -- Documents and their pages by the document's own access: a reader who may read rank r of this
    -- record may read the documents of ranks up to r.
    documents_public integer     not null,
    documents_listed integer     not null,
    documents_hidden integer     not null,
    pages_public     integer     not null,
    pages_listed     integer     not null,
    pages_hidden     integer     not null,
    sort_key         text collate "C" not null
);
create index record_in_series on projection.record (series_id, sort_key, id) include (access)
    where visible and series_id is not null;
create index record_without_series on projection.record (fonds_id, sort_key, id) include (access)
    where visible and series_id is null;
create index record_in_fonds on projection.record (fonds_id, id) where visible;
create index record_file_code on projection.record (file_code) where visible;
create index record_public on projection.record (id) where visible and access = 0;

create table projection.document (
    id           uuid primary key,
    aip_id       uuid     not null references projection.record on delete cascade,
    ordinal      integer  not null,             -- place in the hồ sơ, from 0; never changed
    access       smallint not null check (access between 0 and 2),
    title_public boolean  not null,
    basis        text,
    description  jsonb    not null,             -- DocumentDescription
    unique (aip_id, ordinal)
);

create table projection.content_file (
    id            uuid primary key,
    document_id   uuid    not null references projection.document on delete cascade,
    aip_id        uuid    not null,
    ordinal       integer not null,             -- order of reading in the document, from 0
    path          text    not null,             -- logical path in the AIP
    original_name text    not null,             -- as delivered, verbatim
    mime_type     text    not null,
    size          bigint  not null,             -- bytes
    pages         integer not null,             -- 0 where pages mean nothing
    sha512        text    not null,
    sha256        text    not null
);
create index content_file_of_record on projection.content_file (aip_id);
create index content_file_of_document on projection.content_file (document_id);
create index content_file_by_digest on projection.content_file (sha512);

-- Ids given out before the first byte of an AIP is stored; a row is gone when it is acknowledged
-- or discarded. Survives a rebuild, because the store cannot tell what was not acknowledged.
create table projection.reservation (
    aip_id        uuid primary key,
    delivery_id   uuid        not null,
    arc_file_code text        not null unique,
    fingerprint   text        not null,
    staged        boolean     not null default false,
    reserved_at   timestamptz not null
);
create index reservation_of_delivery on projection.reservation (delivery_id);

-- How many visible records there are, by the record's own access; kept by a trigger, because
-- counting 100,000 rows for each page of a list would be felt.
create table projection.record_count (
    fonds_id  uuid     not null,
    series_id uuid     not null,                -- all zeros: in no series
    access    smallint not null,
    records   bigint   not null,
    primary key (fonds_id, series_id, access)
);

-- One statement in one order and nothing where nothing changed: no deadlocks, no idle locks.
create function projection.count_records() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into projection.record_count as c (fonds_id, series_id, access, records)
        select fonds_id, coalesce(series_id, '00000000-0000-0000-0000-000000000000'), access, sum(n)
        from (select fonds_id, series_id, access, 1 as n from new_rows where visible) changed
        group by 1, 2, 3 having sum(n) <> 0 order by 1, 2, 3
        on conflict (fonds_id, series_id, access) do update
            set records = c.records + excluded.records;
    elsif tg_op = 'DELETE' then
        insert into projection.record_count as c (fonds_id, series_id, access, records)
        select fonds_id, coalesce(series_id, '00000000-0000-0000-0000-000000000000'), access, sum(n)
        from (select fonds_id, series_id, access, -1 as n from old_rows where visible) changed
        group by 1, 2, 3 having sum(n) <> 0 order by 1, 2, 3
        on conflict (fonds_id, series_id, access) do update
            set records = c.records + excluded.records;
    else
        insert into projection.record_count as c (fonds_id, series_id, access, records)
        select fonds_id, coalesce(series_id, '00000000-0000-0000-0000-000000000000'), access, sum(n)
        from (select fonds_id, series_id, access, 1 as n from new_rows where visible
              union all select fonds_id, series_id, access, -1 as n from old_rows where visible) changed
        group by 1, 2, 3 having sum(n) <> 0 order by 1, 2, 3
        on conflict (fonds_id, series_id, access) do update
            set records = c.records + excluded.records;
    end if;
    return null;
end $$;
create trigger record_inserted after insert on projection.record
    referencing new table as new_rows
    for each statement execute function projection.count_records();
create trigger record_updated after update on projection.record
    referencing old table as old_rows new table as new_rows
    for each statement execute function projection.count_records();
create trigger record_deleted after delete on projection.record
    referencing old table as old_rows
    for each statement execute function projection.count_records();

-- The change journal. Whoever appends holds the advisory lock 7463241 until it commits, so the
-- order of the numbers is the order of the commits and a reader behind a cursor misses nothing.
create table projection.journal (
    sequence bigint generated always as identity primary key,
    kind     text        not null,              -- ChangeJournal.Kind
    subject  uuid        not null,              -- an AIP or a fonds, by kind
    at       timestamptz not null
);

-- One row. A new id after each rebuild makes the cursors of before worthless.
create table projection.epoch (
    only_one boolean primary key default true check (only_one),
    id       uuid        not null,
    since    timestamptz not null
);
insert into projection.epoch (id, since) values (gen_random_uuid(), now());

-- Subjects (AIP or fonds) of which a new version is being written to the store; what is still here
-- at the next start is read from the store again.
create table projection.pending_version (
    subject uuid primary key,
    kind    text        not null,               -- ChangeJournal.Kind
    since   timestamptz not null
);
