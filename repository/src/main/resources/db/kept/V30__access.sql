-- Accounts, failed logins, requests of the public, and the log of who did what. Only the database has these.

create table kept.account (
    id            uuid primary key,
    username      text        not null unique,        -- NFC, lower case
    display_name  text        not null,
    roles         text[]      not null,
    fonds         uuid[]      not null default '{}',
    password_hash text        not null,
    must_change   boolean     not null,
    enabled       boolean     not null default true,
    created_at    timestamptz not null,
    last_login_at timestamptz
);

-- One row per name and address, and one per address alone (name ''), while attempts fail.
create table kept.login_failure (
    username      text        not null,
    address       text        not null,
    failures      integer     not null,
    last_at       timestamptz not null,
    primary key (username, address)
);
create index login_failure_last_at on kept.login_failure (last_at);

create table kept.access_request (
    reference       text primary key,
    kind            text        not null,
    about           uuid,
    wanted          text        not null,
    purpose         text        not null,
    name            text        not null,
    contact         text        not null,
    identity_number text,
    status          text        not null,
    received_at     timestamptz not null,
    due_on          date        not null,
    handled_by      text
);
create index access_request_inbox on kept.access_request (received_at desc, reference);
create index access_request_by_status on kept.access_request (status, received_at desc, reference);

create table kept.access_request_step (
    reference text        not null references kept.access_request (reference),
    number    integer     not null,
    at        timestamptz not null,
    status    text        not null,
    actor     text        not null,
    text      text,
    primary key (reference, number)
);

create table kept.activity (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    account uuid,
    actor   text        not null,
    action  text        not null,
    subject text,
    detail  text
);

-- Appended, never changed, not even by a slip of our own code. A restore replaces the table's rows after
-- "alter table kept.activity disable trigger user", which only the owner can say and which nothing else here says.
create function kept.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'The log is appended to and never changed';
end
$$;
create trigger activity_is_append_only before update or delete on kept.activity
    for each row execute function kept.refuse_change();
create trigger activity_is_never_emptied before truncate on kept.activity
    for each statement execute function kept.refuse_change();
