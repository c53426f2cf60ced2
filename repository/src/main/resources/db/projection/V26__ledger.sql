-- Each version of a hồ sơ or a fonds that becomes visible is noted for the log (kept.ledger_once, ADR 0013), once: a
-- rebuild says the same again without effect.
create function projection.ledger_version() returns trigger language plpgsql as $$
begin
    insert into kept.ledger_once (kind, subject, version) values (tg_argv[0], new.id::text, new.version)
    on conflict do nothing;
    return null;
end $$;
create trigger record_to_ledger_inserted after insert on projection.record
    for each row when (new.visible or new.withdrawn) execute function projection.ledger_version('VERSION');
create trigger record_to_ledger_updated after update of version, visible, withdrawn on projection.record
    for each row when (new.visible or new.withdrawn) execute function projection.ledger_version('VERSION');
create trigger fonds_to_ledger after insert or update of version on projection.fonds
    for each row execute function projection.ledger_version('FONDS');
