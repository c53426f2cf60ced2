-- The lawful clock of a request stands while the applicant is waited for; answers have a reason from a list; the
-- open ones are read by the working time that is left.

alter table kept.access_request add column paused_on date;
alter table kept.access_request_step add column reason text;

create index access_request_queue on kept.access_request ((paused_on is not null), due_on, reference)
    where status not in ('GRANTED', 'REFUSED', 'WITHDRAWN');

-- The reason stands in the row's digest beside the status; rows without one have the digest they had.
create or replace function kept.ledger_access_request_step() returns trigger language plpgsql as $$
begin
    insert into kept.ledger_due (source, key, at, account, action, subject, sha256)
    values ('access_request_step', new.reference || '/' || new.number, new.at, null, 'REQUEST_' || new.status, null,
            kept.ledger_sha256('access_request_step', new.reference || '/' || new.number, new.salt::text,
                kept.ledger_micros(new.at), new.status || coalesce(':' || new.reason, ''), new.actor, new.text));
    return null;
end $$;
