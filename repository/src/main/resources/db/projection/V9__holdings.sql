-- The holdings in figures: visible hồ sơ, their documents and pages by what they are asked for; kept
-- by a trigger like record_count, because nobody waits for a count over all records.
create table projection.holding (
    fonds_id    uuid     not null,
    submitter   text     not null,              -- who handed it in
    year        integer  not null,              -- first year of the hồ sơ, 0 where not known
    maintenance text     not null,              -- Maintenance, blank where not told
    access      smallint not null,              -- of the hồ sơ itself
    origin      text     not null,              -- ConfidenceLevel: digitised or not, blank where not told
    records     bigint   not null,
    documents   bigint   not null,
    pages       bigint   not null,
    primary key (fonds_id, submitter, year, maintenance, access, origin)
);

create function projection.count_holdings() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into projection.holding as h
            (fonds_id, submitter, year, maintenance, access, origin, records, documents, pages)
        select fonds_id, submitter, coalesce(start_year, 0),
            coalesce(description ->> 'maintenance', ''), access,
            coalesce(description ->> 'confidenceLevel', ''),
            sum(n), sum(n * (documents_public + documents_listed + documents_hidden)),
            sum(n * (pages_public + pages_listed + pages_hidden))
        from (select *, 1 as n from new_rows where visible) changed
        group by 1, 2, 3, 4, 5, 6
        having sum(n) <> 0
            or sum(n * (documents_public + documents_listed + documents_hidden)) <> 0
            or sum(n * (pages_public + pages_listed + pages_hidden)) <> 0
        order by 1, 2, 3, 4, 5, 6
        on conflict (fonds_id, submitter, year, maintenance, access, origin) do update
            set records = h.records + excluded.records,
                documents = h.documents + excluded.documents,
                pages = h.pages + excluded.pages;
    elsif tg_op = 'DELETE' then
        insert into projection.holding as h
            (fonds_id, submitter, year, maintenance, access, origin, records, documents, pages)
        select fonds_id, submitter, coalesce(start_year, 0),
            coalesce(description ->> 'maintenance', ''), access,
            coalesce(description ->> 'confidenceLevel', ''),
            sum(n), sum(n * (documents_public + documents_listed + documents_hidden)),
            sum(n * (pages_public + pages_listed + pages_hidden))
        from (select *, -1 as n from old_rows where visible) changed
        group by 1, 2, 3, 4, 5, 6
        having sum(n) <> 0
            or sum(n * (documents_public + documents_listed + documents_hidden)) <> 0
            or sum(n * (pages_public + pages_listed + pages_hidden)) <> 0
        order by 1, 2, 3, 4, 5, 6
        on conflict (fonds_id, submitter, year, maintenance, access, origin) do update
            set records = h.records + excluded.records,
                documents = h.documents + excluded.documents,
                pages = h.pages + excluded.pages;
    else
        insert into projection.holding as h
            (fonds_id, submitter, year, maintenance, access, origin, records, documents, pages)
        select fonds_id, submitter, coalesce(start_year, 0),
            coalesce(description ->> 'maintenance', ''), access,
            coalesce(description ->> 'confidenceLevel', ''),
            sum(n), sum(n * (documents_public + documents_listed + documents_hidden)),
            sum(n * (pages_public + pages_listed + pages_hidden))
        from (select *, 1 as n from new_rows where visible
              union all select *, -1 as n from old_rows where visible) changed
        group by 1, 2, 3, 4, 5, 6
        having sum(n) <> 0
            or sum(n * (documents_public + documents_listed + documents_hidden)) <> 0
            or sum(n * (pages_public + pages_listed + pages_hidden)) <> 0
        order by 1, 2, 3, 4, 5, 6
        on conflict (fonds_id, submitter, year, maintenance, access, origin) do update
            set records = h.records + excluded.records,
                documents = h.documents + excluded.documents,
                pages = h.pages + excluded.pages;
    end if;
    return null;
end $$;
create trigger holding_inserted after insert on projection.record
    referencing new table as new_rows
    for each statement execute function projection.count_holdings();
create trigger holding_updated after update on projection.record
    referencing old table as old_rows new table as new_rows
    for each statement execute function projection.count_holdings();
create trigger holding_deleted after delete on projection.record
    referencing old table as old_rows
    for each statement execute function projection.count_holdings();

insert into projection.holding (fonds_id, submitter, year, maintenance, access, origin, records, documents, pages)
select fonds_id, submitter, coalesce(start_year, 0),
    coalesce(description ->> 'maintenance', ''), access,
    coalesce(description ->> 'confidenceLevel', ''),
    sum(n), sum(n * (documents_public + documents_listed + documents_hidden)),
    sum(n * (pages_public + pages_listed + pages_hidden))
from (select *, 1 as n from projection.record where visible) changed
group by 1, 2, 3, 4, 5, 6
having sum(n) <> 0
    or sum(n * (documents_public + documents_listed + documents_hidden)) <> 0
    or sum(n * (pages_public + pages_listed + pages_hidden)) <> 0
order by 1, 2, 3, 4, 5, 6;
