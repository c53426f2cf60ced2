-- What is said of formats: for a contractor, or for the whole archive where contractor is null. What nobody said is as
-- the law has it (FormatRules.LAW).

create table kept.format_rule (
    contractor text references kept.contractor on delete cascade,
    ordinal    integer     not null,            -- as it was entered
    key        text        not null,            -- PUID, MIME type or one of FormatRules' words
    standing   text        not null,            -- ACCEPTED, TOLERATED, REFUSED
    reason     text        not null,
    said_by    text        not null,
    said_at    timestamptz not null,
    unique nulls not distinct (contractor, key)
);
