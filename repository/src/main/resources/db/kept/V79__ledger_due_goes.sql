-- What waits for the log goes only when it stands in the segment that was decided, or when a person said that the
-- store's segments are to be believed (log take-over). Nobody takes it away in passing.
create function kept.ledger_due_goes() returns trigger language plpgsql as $$
begin
    if tg_op = 'TRUNCATE' then
        raise exception 'What waits for the log is not taken away';
    end if;
    if exists (select from gone g where not exists (
            select from kept.ledger_head h where h.segment < h.take_over_to)
        and g.id::text not in (
            select written.parts[1] from kept.ledger_head h,
                regexp_matches(convert_from(h.pending, 'UTF8'),
                    '"id":"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"', 'g') as written (parts))) then
        raise exception 'What waits for the log is not taken away';
    end if;
    return null;
end $$;
create trigger ledger_due_goes after delete on kept.ledger_due
    referencing old table as gone for each statement execute function kept.ledger_due_goes();
create trigger ledger_due_not_emptied before truncate on kept.ledger_due
    for each statement execute function kept.ledger_due_goes();
