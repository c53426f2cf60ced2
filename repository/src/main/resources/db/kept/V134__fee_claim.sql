-- Which relief of the table an applicant claims with the request (ADR 0044); an archivist decides it when the fee is told.
create table kept.fee_claim (
    reference  text        primary key references kept.access_request (reference),
    fee_group  text        not null,                         -- of a relief of the table in force
    at         timestamptz not null,
    decided_at timestamptz,
    decided_by text,
    accepted   boolean,
    answer     text,                                         -- as the applicant reads it; needed where it is not accepted
    check ((decided_at is null) = (accepted is null) and (decided_at is null) = (decided_by is null)),
    check (accepted is distinct from false or answer <> '')
);

-- What was claimed never changes; a decision is replaced by a later one only.
create function kept.fee_claim_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or new.decided_at is null
        or (new.reference, new.fee_group, new.at) is distinct from (old.reference, old.fee_group, old.at) then
        raise exception 'What was claimed is not changed';
    end if;
    return new;
end $$;
create trigger fee_claim_stays before update or delete on kept.fee_claim
    for each row execute function kept.fee_claim_stays();
