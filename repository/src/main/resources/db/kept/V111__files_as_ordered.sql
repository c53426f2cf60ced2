-- What was ordered and approved is a digest over its files, for whole pages too (ADR 0035, 0036). Null: ordered before this; then the pages of each
-- document are counted, as they were before.
alter table kept.granted_copy add column files text check (files ~ '^[0-9a-f]{64}$');
alter table kept.reading add column files text check (files ~ '^[0-9a-f]{64}$');

create or replace function kept.granted_copy_redaction_stays() returns trigger language plpgsql as $$
begin
    if (new.redaction, new.boxes, new.grounds, new.files) is distinct from (old.redaction, old.boxes, old.grounds, old.files) then
        raise exception 'The redaction of a copy is not changed';
    end if;
    return new;
end $$;

create or replace function kept.reading_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
        or (new.id, new.n, new.number, new.request, new.record, new.record_code, new.days, new.ordered_at, new.ordered_by)
            is distinct from
           (old.id, old.n, old.number, old.request, old.record, old.record_code, old.days, old.ordered_at, old.ordered_by)
        or (not new.forgotten
            and (new.documents, new.pages, new.redaction, new.files) is distinct from (old.documents, old.pages, old.redaction, old.files))
        or (old.until is not null and new.until is distinct from old.until)
        or (old.state = 'ENDED' and new.state <> 'ENDED')
        or (old.forgotten and not new.forgotten) then
        raise exception 'A reading is not changed';
    end if;
    return new;
end $$;
