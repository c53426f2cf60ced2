-- A rebuild that changed audit_due as it went held rows of it for as long as the store is read: audits waited that
-- long, or each had a row that the other wanted, and the rebuild was undone. It says now that it is one
-- (tangthu.rebuilding, set for its transaction), these triggers then leave audit_due alone, and the rebuild puts right
-- what is due at its end, in a few statements.
create or replace function projection.records_are_due() returns trigger language plpgsql as $$
begin
    if current_setting('tangthu.rebuilding', true) = 'yes' then
        return null;
    end if;
    if tg_op <> 'INSERT' then
        delete from projection.audit_due d using old_rows o
        where d.copy = 'primary' and d.object_id = o.id and (o.visible or o.withdrawn or o.blocked)
            and not exists (select from projection.record r
                where r.id = o.id and (r.visible or r.withdrawn or r.blocked));
    end if;
    if tg_op = 'INSERT' then
        insert into projection.audit_due (copy, object_id, kind, checked_at, state, files, bytes, fonds_id, delivery_id, shelf)
        select 'primary', id, 'AIP', stored_at, 'NEW', documents_public + documents_listed + documents_hidden, bytes,
            fonds_id, delivery_id, projection.shelf(id)
        from new_rows where visible or withdrawn or blocked order by id
        on conflict (copy, object_id) do nothing;
    elsif tg_op = 'UPDATE' then
        insert into projection.audit_due (copy, object_id, kind, checked_at, state, files, bytes, fonds_id, delivery_id, shelf)
        select 'primary', n.id, 'AIP', n.stored_at, 'NEW',
            n.documents_public + n.documents_listed + n.documents_hidden, n.bytes, n.fonds_id, n.delivery_id,
            projection.shelf(n.id)
        from new_rows n join old_rows o on o.id = n.id
        where (n.visible or n.withdrawn or n.blocked) and not (o.visible or o.withdrawn or o.blocked)
        order by n.id
        on conflict (copy, object_id) do nothing;
    end if;
    return null;
end $$;

create or replace function projection.fonds_is_due() returns trigger language plpgsql as $$
begin
    if current_setting('tangthu.rebuilding', true) = 'yes' then
        return null;
    end if;
    if tg_op = 'DELETE' then
        delete from projection.audit_due where copy = 'primary' and object_id = old.id;
    else
        insert into projection.audit_due (copy, object_id, kind, checked_at, state, fonds_id, shelf)
        values ('primary', new.id, 'FONDS', new.created_at, 'NEW', new.id, projection.shelf(new.id))
        on conflict (copy, object_id) do nothing;
    end if;
    return null;
end $$;
