-- A hồ sơ that may be a state secret, or that is being erased: kept and audited, shown by no query that asks for
-- visible ones, and its code is not free. Whatever writes the row, it cannot be visible while a suspicion is open. A withdrawn one that is blocked is not in
-- the list of what is withdrawn either.
alter table projection.record add column blocked boolean not null default false;
alter table projection.record add check (not (visible and blocked));
create index record_blocked on projection.record (id) where blocked;

create function projection.block_record() returns trigger language plpgsql as $$
begin
    if exists (select from kept.suspicion s where s.aip_id = new.id and s.state = 'OPEN')
       or exists (select from kept.erasure e where e.object = new.id) then
        new.visible := false;
        new.blocked := true;
    end if;
    return new;
end $$;
create trigger record_may_be_visible before insert or update on projection.record
    for each row when (new.visible or new.withdrawn) execute function projection.block_record();
