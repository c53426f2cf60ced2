-- Searches that people with an account keep, what appeared in them since, and the letters that tell so. The words of a
-- search are its owner's: nothing else reads them. A record stands here by its id alone.

create table kept.saved_search (
    id         uuid        primary key,
    account    uuid        not null references kept.account (id) on delete cascade,
    name       text        not null,
    address    text        not null,   -- of the page of results, from /app on
    watched    boolean     not null default true,
    created_at timestamptz not null
);
create index saved_search_account on kept.saved_search (account, created_at);

create table kept.saved_search_found (
    search   uuid        not null references kept.saved_search (id) on delete cascade,
    record   uuid        not null,
    found_at timestamptz not null,
    told_at  timestamptz,
    primary key (search, record)
);
create index saved_search_found_at on kept.saved_search_found (found_at);
create index saved_search_found_record on kept.saved_search_found (record);

-- Where letters go, and only once whoever reads there has said so.
create table kept.search_notice (
    account        uuid        primary key references kept.account (id) on delete cascade,
    email          text        not null,        -- empty once it was stopped
    code           text        not null unique check (code ~ '^[a-z2-7]{26}$'),  -- 130 random bits: the page to confirm and to stop
    asked_at       timestamptz not null,
    confirmed_at   timestamptz,
    last_letter_at timestamptz
);

-- Records that a letter names as anybody may read of them: it is sent only while that is so.
alter table kept.letter add column names uuid[] not null default '{}';

-- How far in the change journal was looked for what is new; another epoch begins anew at its head.
create table kept.search_watch (
    one      boolean primary key default true check (one),
    epoch    uuid    not null,
    sequence bigint  not null
);
