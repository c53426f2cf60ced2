-- The holdings in figures with bytes, sheets of paper and pages as A4, and how much of that is not known.
-- Of a hồ sơ: bytes of its files, each once; pages as A4 of those that were measured, and pages that were not.
alter table projection.record
    add bytes      bigint not null default 0,
    add a4         bigint not null default 0,
    add unmeasured bigint not null default 0;
alter table projection.holding
    add bytes         bigint not null default 0,
    add a4            bigint not null default 0,
    add unmeasured    bigint not null default 0,
    add sheets        bigint not null default 0,  -- as the hồ sơ declare them
    add sheets_untold bigint not null default 0;  -- hồ sơ that do not

alter table projection.record disable trigger user;
update projection.record r
set bytes = c.bytes, a4 = c.a4, unmeasured = c.unmeasured
from (select aip_id, coalesce(sum(size) filter (where not again), 0) as bytes,
          coalesce(sum(a4), 0) as a4, coalesce(sum(pages) filter (where a4 is null), 0) as unmeasured
      from projection.content_file group by aip_id) c
where c.aip_id = r.id;
alter table projection.record enable trigger user;

create or replace function projection.count_holdings() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into projection.holding as h (fonds_id, submitter, year, maintenance, access, origin,
            records, documents, pages, bytes, a4, unmeasured, sheets, sheets_untold)
        select fonds_id, submitter, coalesce(start_year, 0), coalesce(description ->> 'maintenance', ''), access,
            coalesce(description ->> 'confidenceLevel', ''),
            sum(n),
            sum(n * (documents_public + documents_listed + documents_hidden)),
            sum(n * (pages_public + pages_listed + pages_hidden)),
            sum(n * bytes),
            sum(n * a4),
            sum(n * unmeasured),
            sum(n * coalesce((description ->> 'numberOfPaper')::bigint, 0)),
            sum(case when description ->> 'numberOfPaper' is null then n else 0 end)
        from (select *, 1 as n from new_rows where visible) changed
        group by 1, 2, 3, 4, 5, 6
        having (sum(n),
            sum(n * (documents_public + documents_listed + documents_hidden)),
            sum(n * (pages_public + pages_listed + pages_hidden)),
            sum(n * bytes),
            sum(n * a4),
            sum(n * unmeasured),
            sum(n * coalesce((description ->> 'numberOfPaper')::bigint, 0)),
            sum(case when description ->> 'numberOfPaper' is null then n else 0 end))
            <> (0, 0, 0, 0, 0, 0, 0, 0)
        order by 1, 2, 3, 4, 5, 6
        on conflict (fonds_id, submitter, year, maintenance, access, origin) do update
            set records = h.records + excluded.records,
                documents = h.documents + excluded.documents,
                pages = h.pages + excluded.pages,
                bytes = h.bytes + excluded.bytes,
                a4 = h.a4 + excluded.a4,
                unmeasured = h.unmeasured + excluded.unmeasured,
                sheets = h.sheets + excluded.sheets,
                sheets_untold = h.sheets_untold + excluded.sheets_untold;
    elsif tg_op = 'DELETE' then
        insert into projection.holding as h (fonds_id, submitter, year, maintenance, access, origin,
            records, documents, pages, bytes, a4, unmeasured, sheets, sheets_untold)
        select fonds_id, submitter, coalesce(start_year, 0), coalesce(description ->> 'maintenance', ''), access,
            coalesce(description ->> 'confidenceLevel', ''),
            sum(n),
            sum(n * (documents_public + documents_listed + documents_hidden)),
            sum(n * (pages_public + pages_listed + pages_hidden)),
            sum(n * bytes),
            sum(n * a4),
            sum(n * unmeasured),
            sum(n * coalesce((description ->> 'numberOfPaper')::bigint, 0)),
            sum(case when description ->> 'numberOfPaper' is null then n else 0 end)
        from (select *, -1 as n from old_rows where visible) changed
        group by 1, 2, 3, 4, 5, 6
        having (sum(n),
            sum(n * (documents_public + documents_listed + documents_hidden)),
            sum(n * (pages_public + pages_listed + pages_hidden)),
            sum(n * bytes),
            sum(n * a4),
            sum(n * unmeasured),
            sum(n * coalesce((description ->> 'numberOfPaper')::bigint, 0)),
            sum(case when description ->> 'numberOfPaper' is null then n else 0 end))
            <> (0, 0, 0, 0, 0, 0, 0, 0)
        order by 1, 2, 3, 4, 5, 6
        on conflict (fonds_id, submitter, year, maintenance, access, origin) do update
            set records = h.records + excluded.records,
                documents = h.documents + excluded.documents,
                pages = h.pages + excluded.pages,
                bytes = h.bytes + excluded.bytes,
                a4 = h.a4 + excluded.a4,
                unmeasured = h.unmeasured + excluded.unmeasured,
                sheets = h.sheets + excluded.sheets,
                sheets_untold = h.sheets_untold + excluded.sheets_untold;
    else
        insert into projection.holding as h (fonds_id, submitter, year, maintenance, access, origin,
            records, documents, pages, bytes, a4, unmeasured, sheets, sheets_untold)
        select fonds_id, submitter, coalesce(start_year, 0), coalesce(description ->> 'maintenance', ''), access,
            coalesce(description ->> 'confidenceLevel', ''),
            sum(n),
            sum(n * (documents_public + documents_listed + documents_hidden)),
            sum(n * (pages_public + pages_listed + pages_hidden)),
            sum(n * bytes),
            sum(n * a4),
            sum(n * unmeasured),
            sum(n * coalesce((description ->> 'numberOfPaper')::bigint, 0)),
            sum(case when description ->> 'numberOfPaper' is null then n else 0 end)
        from (select *, 1 as n from new_rows where visible
              union all select *, -1 as n from old_rows where visible) changed
        group by 1, 2, 3, 4, 5, 6
        having (sum(n),
            sum(n * (documents_public + documents_listed + documents_hidden)),
            sum(n * (pages_public + pages_listed + pages_hidden)),
            sum(n * bytes),
            sum(n * a4),
            sum(n * unmeasured),
            sum(n * coalesce((description ->> 'numberOfPaper')::bigint, 0)),
            sum(case when description ->> 'numberOfPaper' is null then n else 0 end))
            <> (0, 0, 0, 0, 0, 0, 0, 0)
        order by 1, 2, 3, 4, 5, 6
        on conflict (fonds_id, submitter, year, maintenance, access, origin) do update
            set records = h.records + excluded.records,
                documents = h.documents + excluded.documents,
                pages = h.pages + excluded.pages,
                bytes = h.bytes + excluded.bytes,
                a4 = h.a4 + excluded.a4,
                unmeasured = h.unmeasured + excluded.unmeasured,
                sheets = h.sheets + excluded.sheets,
                sheets_untold = h.sheets_untold + excluded.sheets_untold;
    end if;
    return null;
end $$;

truncate projection.holding;
insert into projection.holding as h (fonds_id, submitter, year, maintenance, access, origin,
    records, documents, pages, bytes, a4, unmeasured, sheets, sheets_untold)
select fonds_id, submitter, coalesce(start_year, 0), coalesce(description ->> 'maintenance', ''), access,
    coalesce(description ->> 'confidenceLevel', ''),
    sum(n),
    sum(n * (documents_public + documents_listed + documents_hidden)),
    sum(n * (pages_public + pages_listed + pages_hidden)),
    sum(n * bytes),
    sum(n * a4),
    sum(n * unmeasured),
    sum(n * coalesce((description ->> 'numberOfPaper')::bigint, 0)),
    sum(case when description ->> 'numberOfPaper' is null then n else 0 end)
from (select *, 1 as n from projection.record where visible) changed
group by 1, 2, 3, 4, 5, 6
having (sum(n),
    sum(n * (documents_public + documents_listed + documents_hidden)),
    sum(n * (pages_public + pages_listed + pages_hidden)),
    sum(n * bytes),
    sum(n * a4),
    sum(n * unmeasured),
    sum(n * coalesce((description ->> 'numberOfPaper')::bigint, 0)),
    sum(case when description ->> 'numberOfPaper' is null then n else 0 end))
    <> (0, 0, 0, 0, 0, 0, 0, 0)
order by 1, 2, 3, 4, 5, 6
on conflict (fonds_id, submitter, year, maintenance, access, origin) do update
    set records = h.records + excluded.records,
        documents = h.documents + excluded.documents,
        pages = h.pages + excluded.pages,
        bytes = h.bytes + excluded.bytes,
        a4 = h.a4 + excluded.a4,
        unmeasured = h.unmeasured + excluded.unmeasured,
        sheets = h.sheets + excluded.sheets,
        sheets_untold = h.sheets_untold + excluded.sheets_untold;
