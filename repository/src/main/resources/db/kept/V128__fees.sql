-- Fees of requests (ADR 0044). A table is entered whole, as a resolution sets it, and never changed: the next one
-- replaces it for what comes in from its day on. What a request was told has its lines beside it.
create table kept.fee_table (
    n          integer     primary key generated always as identity,
    valid_from date        not null,
    basis      text        not null,                -- the instrument that sets it
    how_to_pay text        not null,                -- as applicants read it
    holds      boolean     not null,                -- nothing is handed out before it is paid or waived
    at         timestamptz not null,
    done_by    text        not null
);
create index fee_table_from on kept.fee_table (valid_from desc, n desc);

create table kept.fee_row (
    fee_table integer not null references kept.fee_table,
    n         integer not null check (n between 1 and 100),
    use       text    not null,                     -- the kind of request
    label     text    not null,
    unit      text    not null check (unit in ('REQUEST', 'RECORD', 'DOCUMENT', 'PAGE', 'FILE')),
    amount    bigint  not null check (amount between 0 and 1000000000),    -- đồng
    primary key (fee_table, n)
);

create table kept.fee_relief (
    fee_table integer not null references kept.fee_table,
    n         integer not null check (n between 1 and 100),
    fee_group text    not null,                     -- code of feeObjectType (Thông tư 05/2025, Phụ lục V)
    percent   integer not null check (percent between 1 and 100),
    basis     text    not null,
    evidence  text    not null,                     -- what the applicant shows
    primary key (fee_table, n),
    unique (fee_table, fee_group)
);

-- What a request is told; the one with the highest version counts.
create table kept.fee (
    reference text        not null references kept.access_request (reference),
    version   integer     not null check (version > 0),
    fee_table integer     not null references kept.fee_table,
    items     integer[]   not null,                 -- the items of the request it counts
    fee_group text,                                 -- the relief, null for none
    percent   integer     not null check (percent between 0 and 100),
    total     bigint      check (total >= 0),       -- đồng; null while an archivist has to count first
    waived    boolean     not null,
    by_hand   boolean     not null,
    at        timestamptz not null,
    done_by   text        not null,
    why       text        not null,
    primary key (reference, version)
);

create table kept.fee_line (
    reference text    not null,
    version   integer not null,
    n         integer not null,                     -- of the row of the table
    label     text    not null,
    unit      text    not null,
    amount    bigint  not null,
    quantity  integer check (quantity >= 0),        -- null: not known yet
    primary key (reference, version, n),
    foreign key (reference, version) references kept.fee
);

create table kept.fee_payment (
    reference     text        not null references kept.access_request (reference),
    n             integer     not null check (n > 0),
    amount        bigint      not null check (amount > 0),
    paid_on       date        not null,
    receipt       text        not null,
    method        text        not null,
    at            timestamptz not null,
    done_by       text        not null,
    cancelled_at  timestamptz,
    cancelled_by  text,
    cancelled_why text,
    primary key (reference, n)
);

create function kept.fee_stays() returns trigger language plpgsql as $$
begin
    raise exception 'What a fee was told to be is not changed';
end $$;
create trigger fee_table_stays before update or delete on kept.fee_table for each row execute function kept.fee_stays();
create trigger fee_row_stays before update or delete on kept.fee_row for each row execute function kept.fee_stays();
create trigger fee_relief_stays before update or delete on kept.fee_relief for each row execute function kept.fee_stays();
create trigger fee_stays before update or delete on kept.fee for each row execute function kept.fee_stays();
create trigger fee_line_stays before update or delete on kept.fee_line for each row execute function kept.fee_stays();

-- A payment is cancelled once, and never changed otherwise.
create function kept.fee_payment_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.cancelled_at is not null
        or (new.reference, new.n, new.amount, new.paid_on, new.receipt, new.method, new.at, new.done_by)
            is distinct from
           (old.reference, old.n, old.amount, old.paid_on, old.receipt, old.method, old.at, old.done_by) then
        raise exception 'A payment is not changed';
    end if;
    return new;
end $$;
create trigger fee_payment_stays before update or delete on kept.fee_payment
    for each row execute function kept.fee_payment_stays();

create function kept.fee_paid(wanted text) returns bigint language sql stable as $$
    select coalesce(sum(amount), 0)::bigint from kept.fee_payment where reference = wanted and cancelled_at is null
$$;

-- Whether nothing may be handed out for this request yet.
create function kept.fee_holds(wanted text) returns boolean language sql stable as $$
    select coalesce((
        select t.holds and not f.waived and (f.total is null or f.total > kept.fee_paid(wanted))
        from kept.fee f join kept.fee_table t on t.n = f.fee_table
        where f.reference = wanted order by f.version desc limit 1), false)
$$;
