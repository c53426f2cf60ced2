-- What waits for the log is not changed any more, like the rows that it tells of; and the head tells when it was written
-- last, so that a log that somebody holds up is noticed.
create function kept.ledger_due_stays() returns trigger language plpgsql as $$
begin
    raise exception 'What waits for the log is not changed';
end $$;
create trigger ledger_due_stays before update on kept.ledger_due
    for each row execute function kept.ledger_due_stays();

alter table kept.ledger_head add column written_at timestamptz;
