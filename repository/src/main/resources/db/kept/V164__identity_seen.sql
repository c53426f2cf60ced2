-- The identity number of an applicant as an archivist read it on the evidence: item 3 of the certificate of a DIP needs one
-- (ADR 0045). What the form said stays as it came in, since the log holds the digest of its row; the newest number here counts.
create table kept.request_identity (
    reference       text        not null references kept.access_request (reference),
    n               int         not null check (n > 0),
    identity_number text        not null check (identity_number <> ''),
    seen_on         text        not null check (seen_on <> ''),    -- the evidence
    at              timestamptz not null,
    done_by         text        not null,
    primary key (reference, n)
);

create function kept.request_identity_stays() returns trigger language plpgsql as $$
begin
    raise exception 'What was seen is not changed';
end $$;
create trigger request_identity_stays before update or delete on kept.request_identity
    for each row execute function kept.request_identity_stays();
