-- Reading that is not what an account does else (ADR 0042): noticed from the activity log, told by an alarm, and open until a named
-- officer has looked at the accesses behind it. The accesses themselves stand in the log.
create table kept.unusual_reading (
    number  bigint generated always as identity primary key,
    rule    text        not null check (rule in ('MANY_RECORDS', 'MANY_IN_A_DAY', 'NIGHT', 'REFUSALS', 'DOWNLOADS')),
    account uuid        not null,
    person  text        not null,              -- as the log writes it
    since   timestamptz not null,              -- the accesses behind it lie between these
    until   timestamptz not null,
    amount  bigint      not null,              -- of the hour that was worst
    usual   bigint      not null,              -- of the account's own hours before
    most    bigint      not null,              -- what would not have been told
    seen_at timestamptz,
    seen_by text,
    note    text,
    check ((seen_at is null) = (seen_by is null) and (seen_at is null) = (note is null))
);
-- What goes on is one notice, as long as nobody has looked at it.
create unique index unusual_reading_open on kept.unusual_reading (account, rule) where seen_at is null;
create index unusual_reading_last on kept.unusual_reading (account, rule, seen_at);

create function kept.unusual_reading_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.seen_at is not null
        or (new.number, new.rule, new.account, new.person, new.since) is distinct from (old.number, old.rule, old.account, old.person, old.since) then
        raise exception 'A notice of unusual reading is not changed';
    end if;
    return new;
end $$;
create trigger unusual_reading_stays before update or delete on kept.unusual_reading
    for each row execute function kept.unusual_reading_stays();

-- One row: the log has been looked at up to here. What came while nobody looked is looked at afterwards.
create table kept.reading_watch (
    one            boolean primary key default true check (one),
    looked_through timestamptz not null
);
