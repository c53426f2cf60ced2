-- What format a content file is in by the PRONOM registry, as its package tells it; puid is empty where no
-- signature knows it, and null where nobody looked.
alter table projection.content_file
    add puid              text,
    add format_name       text,
    add format_version    text,
    add format_basis      text,
    add format_signatures text;

create index content_file_by_format on projection.content_file (puid) include (size) where not again;
