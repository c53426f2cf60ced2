-- The term of an item follows from what it is about, not only from what was asked for: 7 working days where everybody may know
-- that it is conditional. Null: that of the kind that was asked for, as of every item from before this.
alter table kept.access_request_item add column working_days smallint check (working_days between 1 and 7);

-- An archivist can correct what a request wants in the end (to read, or a certified copy). What was asked for stays as it came in
-- and has its digest; the correction is a step of the request, and the newest one counts.
alter table kept.access_request_step add column kind text check (kind in ('READ', 'CERTIFIED_COPY'));

-- Rows without a correction have the digest they had.
create or replace function kept.ledger_access_request_step() returns trigger language plpgsql as $$
begin
    insert into kept.ledger_due (source, key, at, account, action, subject, sha256)
    values ('access_request_step', new.reference || '/' || new.number, new.at, null, 'REQUEST_' || new.status, null,
            kept.ledger_sha256('access_request_step', new.reference || '/' || new.number, new.salt::text,
                kept.ledger_micros(new.at),
                new.status || coalesce(':' || new.reason, '') || coalesce('#' || new.item, '')
                    || coalesce('=' || new.kind, ''), new.actor, new.text));
    return null;
end $$;
