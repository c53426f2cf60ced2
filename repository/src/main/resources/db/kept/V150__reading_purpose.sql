-- What closed pages, text and files were opened for, as the reader said it or as it was evident (ReadingPurpose): a word, and behind a
-- space a number or own words. Lines of before this have none.
alter table kept.activity add column purpose text;

-- A word of an action has no stroke, so what stands behind one is the purpose; lines without one have the digest they always had.
create or replace function kept.ledger_activity() returns trigger language plpgsql as $$
begin
    insert into kept.ledger_due (source, key, at, account, action, subject, sha256)
    values ('activity', new.id::text, new.at, new.account, new.action,
            case when new.subject ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
                 then new.subject end,
            kept.ledger_sha256('activity', new.id::text, new.salt::text, kept.ledger_micros(new.at),
                new.account::text, new.actor, new.action || coalesce('/' || new.purpose, ''), new.subject, new.detail));
    return null;
end $$;

-- The log is searched by the kind of purpose, newest first.
create index activity_of_purpose on kept.activity (split_part(purpose, ' ', 1), at, id) where purpose is not null;
