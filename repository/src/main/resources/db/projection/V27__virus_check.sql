-- What the virus scanner said of a content file when it was taken in, as its package tells it; null where nobody
-- noted it.
alter table projection.content_file
    add virus_outcome text,
    add virus_detail  text,
    add virus_engine  text,
    add virus_at      timestamptz;
