-- A request asks for one thing or several, each decided by itself and with a clock of its own. What stands in
-- access_request beside them (status, due_on, paused_on, handled_by) is the sum of its items, for the queue.
create table kept.access_request_item (
    reference  text    not null references kept.access_request (reference),
    number     integer not null check (number between 1 and 20),
    asked      uuid,                          -- the record it was asked for, null for words; never changed
    document   uuid,                          -- one document of it, null for all of it; never changed
    about      uuid,                          -- the record it is about now: an archivist gives one to words
    status     text    not null,
    due_on     date    not null,
    paused_on  date,
    handled_by text,
    salt       uuid    not null default gen_random_uuid(),
    primary key (reference, number)
);
create index access_request_item_about on kept.access_request_item (about);

alter table kept.access_request_step add column item integer;   -- null: the whole request
alter table kept.access_request add column on_behalf_of text;
alter table kept.access_request add column paper_on date;        -- the day it came in on paper; null: sent here

create function kept.ledger_access_request_item() returns trigger language plpgsql as $$
begin
    insert into kept.ledger_due (source, key, at, account, action, subject, sha256)
    select 'access_request_item', new.reference || '/' || new.number, r.received_at, null, 'REQUEST_ITEM',
           new.asked::text,
           kept.ledger_sha256('access_request_item', new.reference || '/' || new.number, new.salt::text,
               new.asked::text, new.document::text)
    from kept.access_request r where r.reference = new.reference;
    return null;
end $$;
create trigger access_request_item_to_ledger after insert on kept.access_request_item
    for each row execute function kept.ledger_access_request_item();

-- Every request that is there has one item: what it asked for.
insert into kept.access_request_item (reference, number, asked, about, status, due_on, paused_on, handled_by)
select reference, 1, about, about, status, due_on, paused_on, handled_by
from kept.access_request order by received_at, reference;

create function kept.access_request_item_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or (new.reference, new.number, new.asked, new.document, new.salt)
            is distinct from (old.reference, old.number, old.asked, old.document, old.salt) then
        raise exception 'What was asked for is not changed';
    end if;
    return new;
end $$;
create trigger access_request_item_stays before update or delete on kept.access_request_item
    for each row execute function kept.access_request_item_stays();

-- The new fields stand in the digests beside old ones; rows without them have the digest they had.
create or replace function kept.ledger_access_request() returns trigger language plpgsql as $$
begin
    insert into kept.ledger_due (source, key, at, account, action, subject, sha256)
    values ('access_request', new.reference, new.received_at, null, 'REQUEST_RECEIVED', new.about::text,
            kept.ledger_sha256('access_request', new.reference, new.salt::text, kept.ledger_micros(new.received_at),
                new.kind || coalesce(':' || new.paper_on, ''), new.about::text, new.wanted, new.purpose,
                new.name || coalesce(chr(10) || new.on_behalf_of, ''), new.contact, new.identity_number));
    return null;
end $$;

create or replace function kept.ledger_access_request_step() returns trigger language plpgsql as $$
begin
    insert into kept.ledger_due (source, key, at, account, action, subject, sha256)
    values ('access_request_step', new.reference || '/' || new.number, new.at, null, 'REQUEST_' || new.status, null,
            kept.ledger_sha256('access_request_step', new.reference || '/' || new.number, new.salt::text,
                kept.ledger_micros(new.at),
                new.status || coalesce(':' || new.reason, '') || coalesce('#' || new.item, ''), new.actor, new.text));
    return null;
end $$;
