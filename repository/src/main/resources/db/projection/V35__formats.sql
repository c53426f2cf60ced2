-- Files by format as they were counted last, so that nobody who asks waits for a count over all files; counted again in
-- the background when the journal went on.
create table projection.format_figure (
    ordinal integer primary key,                -- most files first
    puid    text,                               -- empty: no signature knows it; null: nobody looked
    called  text   not null,                    -- name and version as the registry says
    files   bigint not null,
    bytes   bigint not null
);
create table projection.format_count (
    one        boolean primary key default true check (one),
    sequence   bigint      not null,            -- of the journal when it was counted
    counted_at timestamptz not null
);

-- Also for the hồ sơ with files of one format, in their order.
drop index projection.content_file_by_format;
create index content_file_by_format on projection.content_file (puid, aip_id) include (size) where not again;

-- What was found of a file by further checks, as its package tells it (PREMIS events of the file); null where none was made.
alter table projection.content_file add checks jsonb;
