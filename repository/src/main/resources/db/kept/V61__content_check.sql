-- What further checks of bytes came to last, by their SHA-512: the same bytes are not checked again with the same tool.

create table kept.content_check (
    sha512     text        not null,
    kind       text        not null,            -- ContentCheck.Kind
    tool       text        not null,            -- with its version
    outcome    text        not null,            -- PASSED, FAILED
    detail     text        not null,
    checked_at timestamptz not null,
    primary key (sha512, kind)
);
