-- Alarms, and the messages that tell people of them: kept until somebody took them.
create table kept.alarm (
    id         uuid primary key,
    kind       text        not null,               -- Alarms.Kind
    subject    text        not null,               -- a copy's name as the configuration calls it, or empty
    since      timestamptz not null,               -- when it was seen first
    raised_at  timestamptz,                        -- null: it may pass by itself yet
    cleared_at timestamptz,
    facts      jsonb       not null default '{}'   -- numbers by their names: never titles, names, codes or paths
);
-- What lasts is raised once as long as it lasts.
create unique index alarm_lasting on kept.alarm (kind, subject) where cleared_at is null;
create index alarm_newest on kept.alarm (raised_at desc, id) where raised_at is not null;

create table kept.alarm_message (
    id           uuid primary key,
    alarm_id     uuid        not null,
    channel      text        not null check (channel in ('MAIL', 'WEBHOOK')),
    event        text        not null check (event in ('RAISED', 'CLEARED')),
    made_at      timestamptz not null,
    attempts     integer     not null default 0,
    next_at      timestamptz not null,
    delivered_at timestamptz,
    failure      text,                             -- of the last attempt
    unique (alarm_id, channel, event)
);
create index alarm_message_waiting on kept.alarm_message (next_at, id) where delivered_at is null;
