-- The audit as a budget (ADR 0016): when each package of each copy was read last, which comes next, and what the
-- desk shows of it. Kept up by triggers, so that whatever looks at a package counts: a budget's slice, a whole
-- audit, a copy that was read back, a repair.
create table projection.audit_due (
    copy         text        not null,
    object_id    uuid        not null,             -- all zeros: the logs of that place
    kind         text        not null check (kind in ('AIP', 'FONDS', 'LOGS')),
    checked_at   timestamptz not null,             -- NEW: when its digests were matched while it was stored
    state        text        not null check (state in ('NEW', 'SOUND', 'DAMAGED')),
    files        integer     not null default 0,   -- NEW: documents, as nobody has counted its files yet
    bytes        bigint      not null default 0,
    sooner       smallint    not null default 0,   -- damage was found near it: 3 in its delivery, 2 its directory, 1 its fonds
    fonds_id     uuid,
    delivery_id  uuid,
    shelf        text,                             -- directory of the store that it lies in
    leased_by    text,                             -- node that reads it, or why it waits
    leased_until timestamptz,                      -- by the database's clock
    primary key (copy, object_id)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);
create index audit_next on projection.audit_due (copy, sooner desc, checked_at, object_id);
create index audit_damaged on projection.audit_due (copy, checked_at) where state = 'DAMAGED';
create index audit_leased on projection.audit_due (leased_by) where leased_by is not null;
create index audit_of_delivery on projection.audit_due (copy, delivery_id, checked_at) where delivery_id is not null;
create index audit_of_shelf on projection.audit_due (copy, shelf, checked_at) where shelf is not null;
create index audit_of_fonds on projection.audit_due (copy, fonds_id, checked_at) where fonds_id is not null;

-- How much was last read on which day (Vietnam's): what histogram, share and forecast are added up from.
create table projection.audit_day (
    copy          text   not null,
    day           date   not null,
    packages      bigint not null,
    files         bigint not null,
    bytes         bigint not null,
    fresh         bigint not null,                 -- packages of it that nobody read since they were stored
    damaged       bigint not null,
    damaged_files bigint not null,
    primary key (copy, day)
);

-- What budgets read in which hour; hours older than 90 days go.
create table projection.audit_pace (
    copy     text        not null,
    hour     timestamptz not null,
    packages bigint      not null,
    files    bigint      not null,
    bytes    bigint      not null,
    millis   bigint      not null,                 -- that reading took
    primary key (copy, hour)
);

-- Processes that share the work.
create table projection.audit_node (
    node    text primary key,
    seen_at timestamptz not null
);

alter table projection.audit_run
    add column kind text not null default 'FULL' check (kind in ('FULL', 'BUDGET')),
    add column node text;

create function projection.shelf(object uuid) returns text language sql immutable as $$
    select substr(encode(sha256(convert_to('urn:uuid:' || object, 'UTF8')), 'hex'), 1, 3)
$$;

-- One statement in one order and nothing where nothing changed: no deadlocks, no idle locks.
create function projection.count_audit_days() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into projection.audit_day as d
        select copy, (checked_at at time zone 'Asia/Ho_Chi_Minh')::date, sum(n), sum(n * files), sum(n * bytes),
            sum(case state when 'NEW' then n else 0 end), sum(case state when 'DAMAGED' then n else 0 end),
            sum(case state when 'DAMAGED' then n * files else 0 end)
        from (select *, 1 as n from new_rows) changed
        group by 1, 2 order by 1, 2
        on conflict (copy, day) do update set packages = d.packages + excluded.packages,
            files = d.files + excluded.files, bytes = d.bytes + excluded.bytes, fresh = d.fresh + excluded.fresh,
            damaged = d.damaged + excluded.damaged, damaged_files = d.damaged_files + excluded.damaged_files;
    elsif tg_op = 'DELETE' then
        insert into projection.audit_day as d
        select copy, (checked_at at time zone 'Asia/Ho_Chi_Minh')::date, sum(n), sum(n * files), sum(n * bytes),
            sum(case state when 'NEW' then n else 0 end), sum(case state when 'DAMAGED' then n else 0 end),
            sum(case state when 'DAMAGED' then n * files else 0 end)
        from (select *, -1 as n from old_rows) changed
        group by 1, 2 order by 1, 2
        on conflict (copy, day) do update set packages = d.packages + excluded.packages,
            files = d.files + excluded.files, bytes = d.bytes + excluded.bytes, fresh = d.fresh + excluded.fresh,
            damaged = d.damaged + excluded.damaged, damaged_files = d.damaged_files + excluded.damaged_files;
    else
        insert into projection.audit_day as d
        select copy, (checked_at at time zone 'Asia/Ho_Chi_Minh')::date, sum(n), sum(n * files), sum(n * bytes),
            sum(case state when 'NEW' then n else 0 end), sum(case state when 'DAMAGED' then n else 0 end),
            sum(case state when 'DAMAGED' then n * files else 0 end)
        from (select *, 1 as n from new_rows union all select *, -1 as n from old_rows) changed
        group by 1, 2
        having (sum(n), sum(n * files), sum(n * bytes), sum(case state when 'NEW' then n else 0 end),
            sum(case state when 'DAMAGED' then n else 0 end),
            sum(case state when 'DAMAGED' then n * files else 0 end)) <> (0, 0, 0, 0, 0, 0)
        order by 1, 2
        on conflict (copy, day) do update set packages = d.packages + excluded.packages,
            files = d.files + excluded.files, bytes = d.bytes + excluded.bytes, fresh = d.fresh + excluded.fresh,
            damaged = d.damaged + excluded.damaged, damaged_files = d.damaged_files + excluded.damaged_files;
    end if;
    return null;
end $$;
create trigger due_inserted after insert on projection.audit_due
    referencing new table as new_rows for each statement execute function projection.count_audit_days();
create trigger due_updated after update on projection.audit_due
    referencing old table as old_rows new table as new_rows
    for each statement execute function projection.count_audit_days();
create trigger due_deleted after delete on projection.audit_due
    referencing old table as old_rows for each statement execute function projection.count_audit_days();

-- What the archive holds is due, from the moment it is acknowledged.
create function projection.records_are_due() returns trigger language plpgsql as $$
begin
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
create trigger record_due_inserted after insert on projection.record
    referencing new table as new_rows for each statement execute function projection.records_are_due();
create trigger record_due_updated after update on projection.record
    referencing old table as old_rows new table as new_rows
    for each statement execute function projection.records_are_due();
create trigger record_due_deleted after delete on projection.record
    referencing old table as old_rows for each statement execute function projection.records_are_due();

create function projection.fonds_is_due() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        delete from projection.audit_due where copy = 'primary' and object_id = old.id;
    else
        insert into projection.audit_due (copy, object_id, kind, checked_at, state, fonds_id, shelf)
        values ('primary', new.id, 'FONDS', new.created_at, 'NEW', new.id, projection.shelf(new.id))
        on conflict (copy, object_id) do nothing;
    end if;
    return null;
end $$;
create trigger fonds_due_changed after insert or delete on projection.fonds
    for each row execute function projection.fonds_is_due();

-- Whoever looked at a package noted it in audited_object.
create function projection.was_audited() returns trigger language plpgsql as $$
begin
    insert into projection.audit_due (copy, object_id, kind, checked_at, state, files, bytes, fonds_id, delivery_id, shelf)
    select distinct on (n.copy, n.object_id) n.copy, n.object_id, n.kind, n.at, n.state, n.files, n.bytes,
        coalesce(r.fonds_id, case n.kind when 'FONDS' then n.object_id end), r.delivery_id, projection.shelf(n.object_id)
    from new_rows n left join projection.record r on r.id = n.object_id
    where n.copy <> 'primary'
        or exists (select from projection.audit_due d where d.copy = n.copy and d.object_id = n.object_id)
    order by n.copy, n.object_id, n.version desc
    on conflict (copy, object_id) do update set checked_at = excluded.checked_at, state = excluded.state,
        files = excluded.files, bytes = excluded.bytes, sooner = 0;
    return null;
end $$;
create trigger audited_inserted after insert on projection.audited_object
    referencing new table as new_rows for each statement execute function projection.was_audited();
create trigger audited_updated after update on projection.audited_object
    referencing new table as new_rows for each statement execute function projection.was_audited();

create function projection.copy_has_it_no_more() returns trigger language plpgsql as $$
begin
    delete from projection.audit_due d using old_rows o
    where d.copy = o.copy and d.object_id = o.object_id and o.copy <> 'primary'
        and not exists (select from projection.audited_object a where a.copy = o.copy and a.object_id = o.object_id);
    return null;
end $$;
create trigger audited_deleted after delete on projection.audited_object
    referencing old table as old_rows for each statement execute function projection.copy_has_it_no_more();

-- Damage is seldom alone: at most a thousand packages each of the same delivery, directory and fonds in that copy come
-- forward, unless they were read within a day before. Rows that somebody writes at the moment are being read anyway.
create function projection.neighbours_come_forward() returns trigger language plpgsql as $$
declare
    one projection.audit_due;
begin
    select * into one from projection.audit_due where copy = new.copy and object_id = new.object_id;
    if not found then
        return null;
    end if;
    -- Found on its way out, say: it was not read whole, and is wrong until it was.
    update projection.audit_due set state = 'DAMAGED'
    where copy = one.copy and object_id = one.object_id and state <> 'DAMAGED';
    update projection.audit_due set sooner = 3 where copy = one.copy and object_id in (
        select object_id from projection.audit_due
        where copy = one.copy and delivery_id = one.delivery_id and object_id <> one.object_id and sooner < 3
            and (state = 'NEW' or checked_at < new.found_at - interval '1 day')
        order by checked_at limit 1000 for update skip locked);
    update projection.audit_due set sooner = 2 where copy = one.copy and object_id in (
        select object_id from projection.audit_due
        where copy = one.copy and shelf = one.shelf and object_id <> one.object_id and sooner < 2
            and (state = 'NEW' or checked_at < new.found_at - interval '1 day')
        order by checked_at limit 1000 for update skip locked);
    update projection.audit_due set sooner = 1 where copy = one.copy and object_id in (
        select object_id from projection.audit_due
        where copy = one.copy and fonds_id = one.fonds_id and object_id <> one.object_id and sooner < 1
            and (state = 'NEW' or checked_at < new.found_at - interval '1 day')
        order by checked_at limit 1000 for update skip locked);
    return null;
end $$;
create trigger incident_is_near after insert on projection.incident
    for each row when (new.object_id is not null and new.resolved_at is null)
    execute function projection.neighbours_come_forward();

-- An alarm was raised for it (kept.alarm). What was mended long ago needs none.
alter table projection.incident add column alarmed boolean not null default false;
update projection.incident set alarmed = true where resolved_at is not null;
create index incident_not_alarmed on projection.incident (found_at) where not alarmed;

-- What is there already.
insert into projection.audit_due (copy, object_id, kind, checked_at, state, files, bytes, fonds_id, delivery_id, shelf)
select 'primary', id, 'AIP', stored_at, 'NEW', documents_public + documents_listed + documents_hidden, bytes, fonds_id,
    delivery_id, projection.shelf(id)
from projection.record where visible or withdrawn or blocked
union all
select 'primary', id, 'FONDS', created_at, 'NEW', 0, 0, id, null, projection.shelf(id) from projection.fonds;
update projection.audit_due d set checked_at = a.at, state = a.state, files = a.files, bytes = a.bytes
from (select distinct on (object_id) * from projection.audited_object where copy = 'primary'
      order by object_id, version desc) a
where d.copy = 'primary' and d.object_id = a.object_id;
insert into projection.audit_due (copy, object_id, kind, checked_at, state, files, bytes, fonds_id, delivery_id, shelf)
select distinct on (a.copy, a.object_id) a.copy, a.object_id, a.kind, a.at, a.state, a.files, a.bytes,
    coalesce(r.fonds_id, case a.kind when 'FONDS' then a.object_id end), r.delivery_id, projection.shelf(a.object_id)
from projection.audited_object a left join projection.record r on r.id = a.object_id
where a.copy <> 'primary' order by a.copy, a.object_id, a.version desc;
