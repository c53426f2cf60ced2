-- Automatic repair stops when too much is wrong at once, until a person says go on.
create table kept.repair_stopped (
    copy        text primary key,
    stopped_at  timestamptz,                  -- null: it goes on
    found       bigint      not null,
    packages    bigint      not null,
    released_at timestamptz,                  -- what was found before does not count any more
    released_by text
);
