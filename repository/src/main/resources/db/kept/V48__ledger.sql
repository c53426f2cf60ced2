-- The log that cannot be quietly rewritten (ADR 0013): its entries are objects below log/events in the store. Here is
-- what waits to be written there and how far it is written. What the rooms record anyway is noted by triggers in the
-- same transaction, so that no room calls the log by hand and no commit order can lose an event.

create table kept.ledger_due (
    id      uuid primary key default gen_random_uuid(),   -- of the event, in the log too
    place   bigint generated always as identity,
    source  text        not null,                         -- the table, without its schema
    key     text        not null,                         -- the row's primary key
    at      timestamptz not null,
    account uuid,
    action  text        not null,
    subject text,                                         -- an id, never a name
    sha256  text        not null check (sha256 ~ '^[0-9a-f]{64}$')
);
create index ledger_due_order on kept.ledger_due (place);
create index ledger_due_of_row on kept.ledger_due (source, key);

-- What a rebuild makes again: noted once for ever. entry is its number in the log, null while it waits.
create table kept.ledger_once (
    kind     text        not null,                        -- VERSION, FONDS, ACKNOWLEDGED, ERASED
    subject  text        not null,                        -- id of the object, or key of the acknowledgement
    version  integer     not null default 0,
    at       timestamptz not null default now(),
    sha512   text,                                        -- of an acknowledgement
    attempts integer     not null default 0,
    entry    bigint,
    primary key (kind, subject, version)
);
create index ledger_once_waiting on kept.ledger_once (attempts, at) where entry is null;

-- One row: how far the log is, as far as the database knows. The store may be one segment further after a kill.
create table kept.ledger_head (
    only_one  boolean primary key default true check (only_one),
    entries   bigint not null default 0,
    segment   bigint not null default 0,                  -- number of the newest segment object, 0: none
    previous  text   not null default repeat('0', 64),    -- SHA-256 of the last line
    tail      bytea  not null default '',                 -- leaf hashes of the last bundle, if it is not whole
    fixity    bigint not null default 1,                  -- number of the next object of log/fixity …
    line      integer not null default 0,                 -- … and how many of its lines are written
    lost_from bigint,                                     -- entries from here on the database did not know
    broken    text                                        -- why nothing more is written
);
insert into kept.ledger_head default values;

-- Merkle hashes of 256 leaves each: a proof reads these and one bundle, not the whole log.
create table kept.ledger_bundle (
    number bigint primary key,
    root   bytea not null
);

-- Keys that this database has seen in the log. Another one under the same name is a forgery.
create table kept.ledger_key (
    id     text primary key,
    vkey   text   not null,
    entry  bigint not null
);

create table kept.ledger_checkpoint (
    number  bigint primary key,
    at      timestamptz not null,
    entries bigint not null,
    key     text   not null,
    sha256  text                                          -- of the note; null until it is stored
);

-- Entries that this database does not know since it was put back; the log has an entry for each of these.
create table kept.ledger_restored (
    from_entry bigint primary key,
    to_entry   bigint not null
);

-- What of a row the log holds a salted digest of. The salt stays here: when a row is erased lawfully, its digest in
-- the log tells nobody anything any more.
alter table kept.activity add column salt uuid not null default gen_random_uuid();
alter table kept.access_request add column salt uuid not null default gen_random_uuid();
alter table kept.access_request_step add column salt uuid not null default gen_random_uuid();

-- A value of a row as a netstring: its length in bytes, a colon, its bytes, a comma; null is a minus and a comma.
create function kept.ledger_value(value text) returns text language sql immutable parallel safe
    return case when value is null then '-,' else octet_length(value) || ':' || value || ',' end;
create function kept.ledger_micros(at timestamptz) returns text language sql immutable parallel safe
    return (extract(epoch from at) * 1000000)::bigint::text;
create function kept.ledger_sha256(variadic fields text[]) returns text language sql stable parallel safe as $$
    select encode(sha256(convert_to(string_agg(kept.ledger_value(f), '' order by n), 'UTF8')), 'hex')
    from unnest(fields) with ordinality as u(f, n)
$$;

create function kept.ledger_activity() returns trigger language plpgsql as $$
begin
    insert into kept.ledger_due (source, key, at, account, action, subject, sha256)
    values ('activity', new.id::text, new.at, new.account, new.action,
            case when new.subject ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
                 then new.subject end,
            kept.ledger_sha256('activity', new.id::text, new.salt::text, kept.ledger_micros(new.at),
                new.account::text, new.actor, new.action, new.subject, new.detail));
    return null;
end $$;
create trigger activity_to_ledger after insert on kept.activity
    for each row execute function kept.ledger_activity();

create function kept.ledger_access_request() returns trigger language plpgsql as $$
begin
    insert into kept.ledger_due (source, key, at, account, action, subject, sha256)
    values ('access_request', new.reference, new.received_at, null, 'REQUEST_RECEIVED', new.about::text,
            kept.ledger_sha256('access_request', new.reference, new.salt::text, kept.ledger_micros(new.received_at),
                new.kind, new.about::text, new.wanted, new.purpose, new.name, new.contact, new.identity_number));
    return null;
end $$;
create trigger access_request_to_ledger after insert on kept.access_request
    for each row execute function kept.ledger_access_request();

create function kept.ledger_access_request_step() returns trigger language plpgsql as $$
begin
    insert into kept.ledger_due (source, key, at, account, action, subject, sha256)
    values ('access_request_step', new.reference || '/' || new.number, new.at, null, 'REQUEST_' || new.status, null,
            kept.ledger_sha256('access_request_step', new.reference || '/' || new.number, new.salt::text,
                kept.ledger_micros(new.at), new.status, new.actor, new.text));
    return null;
end $$;
create trigger access_request_step_to_ledger after insert on kept.access_request_step
    for each row execute function kept.ledger_access_request_step();

create function kept.ledger_acknowledgement() returns trigger language plpgsql as $$
begin
    insert into kept.ledger_once (kind, subject, sha512)
    values (case when new.object_key like 'log/erased/%' then 'ERASED' else 'ACKNOWLEDGED' end,
            new.object_key, new.sha512)
    on conflict do nothing;
    return null;
end $$;
create trigger acknowledgement_to_ledger after insert on kept.acknowledgement
    for each row execute function kept.ledger_acknowledgement();

-- What was recorded before there was this log comes into it first.
insert into kept.ledger_due (source, key, at, account, action, subject, sha256)
select 'activity', a.id::text, a.at, a.account, a.action,
       case when a.subject ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' then a.subject end,
       kept.ledger_sha256('activity', a.id::text, a.salt::text, kept.ledger_micros(a.at), a.account::text, a.actor,
           a.action, a.subject, a.detail)
from kept.activity a order by a.id;
insert into kept.ledger_due (source, key, at, account, action, subject, sha256)
select 'access_request', r.reference, r.received_at, null, 'REQUEST_RECEIVED', r.about::text,
       kept.ledger_sha256('access_request', r.reference, r.salt::text, kept.ledger_micros(r.received_at), r.kind,
           r.about::text, r.wanted, r.purpose, r.name, r.contact, r.identity_number)
from kept.access_request r order by r.received_at, r.reference;
insert into kept.ledger_due (source, key, at, account, action, subject, sha256)
select 'access_request_step', s.reference || '/' || s.number, s.at, null, 'REQUEST_' || s.status, null,
       kept.ledger_sha256('access_request_step', s.reference || '/' || s.number, s.salt::text,
           kept.ledger_micros(s.at), s.status, s.actor, s.text)
from kept.access_request_step s order by s.at, s.reference, s.number;
insert into kept.ledger_once (kind, subject, sha512)
select case when object_key like 'log/erased/%' then 'ERASED' else 'ACKNOWLEDGED' end, object_key, sha512
from kept.acknowledgement on conflict do nothing;
insert into kept.ledger_once (kind, subject, version, at)
select 'VERSION', id::text, version, changed_at from projection.record where visible or withdrawn
on conflict do nothing;
insert into kept.ledger_once (kind, subject, version, at)
select 'FONDS', id::text, version, created_at from projection.fonds on conflict do nothing;
