-- How the applicant wants to use paper that is not digitised (docs/requests.md); null where it was not said.
alter table kept.access_request add column paper_use text check (paper_use in ('READING_ROOM', 'COPY'));

-- The new field stands in the digest beside an old one; rows without it have the digest they had.
create or replace function kept.ledger_access_request() returns trigger language plpgsql as $$
begin
    insert into kept.ledger_due (source, key, at, account, action, subject, sha256)
    values ('access_request', new.reference, new.received_at, null, 'REQUEST_RECEIVED', new.about::text,
            kept.ledger_sha256('access_request', new.reference, new.salt::text, kept.ledger_micros(new.received_at),
                new.kind || coalesce(':' || new.paper_on, '') || coalesce('/' || new.paper_use, ''), new.about::text, new.wanted, new.purpose,
                new.name || coalesce(chr(10) || new.on_behalf_of, ''), new.contact, new.identity_number));
    return null;
end $$;
