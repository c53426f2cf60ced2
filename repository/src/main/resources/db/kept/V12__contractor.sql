-- Whom deliveries come from, and what their lists call the columns, as people confirmed it. Only the
-- database has these.

create table kept.contractor (
    key      text primary key,                  -- NFC, lower case, single spaces
    name     text        not null,
    added_by text        not null,
    added_at timestamptz not null
);

create table kept.confirmed_heading (
    contractor   text        not null references kept.contractor on delete cascade,
    list         text        not null,
    heading_key  text        not null,          -- letters and digits only, without diacritics
    heading      text        not null,
    field        text,                          -- null: the column is not to be read
    confirmed_by text        not null,
    confirmed_at timestamptz not null,
    primary key (contractor, list, heading_key)
);

create table kept.delivery_column (
    delivery_id uuid    not null references kept.delivery on delete cascade,
    ordinal     integer not null,
    list        text    not null,
    heading     text    not null,
    how         text    not null,
    field       text,
    samples     text[]  not null,
    primary key (delivery_id, ordinal)
);
