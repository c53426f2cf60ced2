-- Corrections by spreadsheet: what the dry run found and how far it is applied. Only the database has them; what is
-- applied stands in the packages.
create table kept.correction (
    id          uuid primary key,
    name        text        not null,            -- as the file was called
    actor       text        not null,            -- who handed it in
    created_at  timestamptz not null,
    state       text        not null,            -- Corrections.State
    rows_read   integer     not null default 0,
    records     integer     not null default 0,  -- hồ sơ that differ
    done        integer     not null default 0,  -- of these, corrected
    left_over   integer     not null default 0,  -- of these, left as they are
    blocking    bigint      not null default 0,
    warnings    bigint      not null default 0,
    reason      text,
    decided_by  text,
    decided_at  timestamptz,
    finished_at timestamptz
);
create index correction_order on kept.correction (created_at desc, id);

create table kept.correction_item (
    correction_id uuid    not null references kept.correction on delete cascade,
    ordinal       integer not null,
    aip_id        uuid    not null,
    document_id   uuid,                          -- null: of the hồ sơ itself
    code          text    not null,              -- arcFileCode, or docCode of a document
    place         text    not null,              -- list and row
    version       integer not null,              -- of the hồ sơ, that the list was made of
    before        jsonb   not null,              -- FileDescription or DocumentDescription
    after         jsonb   not null,
    outcome       text,                          -- Corrections.Outcome, null: waits
    why           jsonb,                         -- the finding, where it was left as it is
    primary key (correction_id, ordinal)
);
create index correction_item_waiting on kept.correction_item (correction_id, ordinal) where outcome is null;
create index correction_item_record on kept.correction_item (correction_id, aip_id);

create table kept.correction_finding (
    correction_id uuid    not null references kept.correction on delete cascade,
    ordinal       integer not null,
    code          text    not null,
    severity      text    not null,
    place         text    not null,
    arguments     text[]  not null,
    primary key (correction_id, ordinal)
);
