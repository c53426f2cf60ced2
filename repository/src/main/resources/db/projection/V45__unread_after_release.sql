-- While a released hồ sơ has unread pages its row is hidden, whatever access a writer gives it: that access waits in
-- own_access. The trigger runs for whoever names the column, so another change of the row leaves both as they are.
alter table projection.record add column own_access smallint check (own_access between 0 and 2);

create function projection.hide_unread() returns trigger language plpgsql as $$
begin
    if exists (select from kept.unread u where u.aip_id = new.id) then
        new.own_access := new.access;
        new.access := 2;
    else
        new.own_access := null;
    end if;
    return new;
end $$;
create trigger record_unread before insert or update of access on projection.record
    for each row execute function projection.hide_unread();
