-- The order in which texts are read: what somebody waits for, then by the priority of the fonds, then the newest day's
-- records first, and those of a day in the order in which they came.
alter table projection.text_state
    add column fonds_id   uuid,
    add column day        date     not null default date '1970-01-01', -- when its record was stored, of Việt Nam
    add column urgency    smallint not null default 0 check (urgency between 0 and 2), -- 1 chosen, 2 somebody waits
    add column deaths     smallint not null default 0, -- so often this process died while it was being read
    add column confidence bigint   not null default 0, -- sum over the pages that OCR read, per cent
    add column measured   integer  not null default 0; -- of so many pages

create function projection.place_text() returns trigger language plpgsql as $$
begin
    select r.fonds_id, (r.stored_at at time zone 'Asia/Ho_Chi_Minh')::date into new.fonds_id, new.day
    from projection.record r where r.id = new.aip_id;
    new.day := coalesce(new.day, date '1970-01-01');
    if exists (select from kept.unread u where u.aip_id = new.aip_id) then
        new.urgency := 1; -- it is hidden until it is read
    end if;
    return new;
end $$;
create trigger text_placed before insert on projection.text_state
    for each row execute function projection.place_text();
update projection.text_state t
set fonds_id = r.fonds_id, day = (r.stored_at at time zone 'Asia/Ho_Chi_Minh')::date
from projection.record r where r.id = t.aip_id;
do $$ begin
    if to_regclass('kept.unread') is not null then -- a database that is new has no kept schema yet
        update projection.text_state set urgency = 1
        where state in ('WAITING', 'WAITING_FOR_OCR') and aip_id in (select aip_id from kept.unread);
    end if;
end $$;

drop index projection.text_line;
create index text_line on projection.text_state (fonds_id, state, day desc, place)
    where not claimed and state in ('WAITING', 'WAITING_FOR_OCR');
create index text_urgent on projection.text_state (state, urgency desc, place)
    where not claimed and urgency > 0 and state in ('WAITING', 'WAITING_FOR_OCR');

-- Sums over text_state by fonds, kept by a trigger.
create table projection.text_fonds (
    fonds_id        uuid primary key,
    files           bigint not null,
    files_waiting   bigint not null, -- for their text layer
    files_for_ocr   bigint not null,
    files_failed    bigint not null,
    pages           bigint not null,
    pages_with_text bigint not null,
    pages_waiting   bigint not null,
    pages_failed    bigint not null,
    confidence      bigint not null,
    measured        bigint not null
);
create index text_fonds_waits on projection.text_fonds (fonds_id) where files_waiting > 0 or files_for_ocr > 0;

create function projection.total_text_of_fonds() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into projection.text_fonds as t
        select fonds_id, sum(n), sum(case state when 'WAITING' then n else 0 end),
            sum(case state when 'WAITING_FOR_OCR' then n else 0 end), sum(case state when 'FAILED' then n else 0 end),
            sum(n * pages), sum(n * pages_with_text), sum(n * pages_waiting), sum(n * pages_failed),
            sum(n * confidence), sum(n * measured)
        from (select *, 1 as n from new_rows) changed
        where fonds_id is not null group by fonds_id
        order by fonds_id
        on conflict (fonds_id) do update set files = t.files + excluded.files,
            files_waiting = t.files_waiting + excluded.files_waiting,
            files_for_ocr = t.files_for_ocr + excluded.files_for_ocr,
            files_failed = t.files_failed + excluded.files_failed, pages = t.pages + excluded.pages,
            pages_with_text = t.pages_with_text + excluded.pages_with_text,
            pages_waiting = t.pages_waiting + excluded.pages_waiting,
            pages_failed = t.pages_failed + excluded.pages_failed,
            confidence = t.confidence + excluded.confidence, measured = t.measured + excluded.measured;
    elsif tg_op = 'DELETE' then
        insert into projection.text_fonds as t
        select fonds_id, sum(n), sum(case state when 'WAITING' then n else 0 end),
            sum(case state when 'WAITING_FOR_OCR' then n else 0 end), sum(case state when 'FAILED' then n else 0 end),
            sum(n * pages), sum(n * pages_with_text), sum(n * pages_waiting), sum(n * pages_failed),
            sum(n * confidence), sum(n * measured)
        from (select *, -1 as n from old_rows) changed
        where fonds_id is not null group by fonds_id
        order by fonds_id
        on conflict (fonds_id) do update set files = t.files + excluded.files,
            files_waiting = t.files_waiting + excluded.files_waiting,
            files_for_ocr = t.files_for_ocr + excluded.files_for_ocr,
            files_failed = t.files_failed + excluded.files_failed, pages = t.pages + excluded.pages,
            pages_with_text = t.pages_with_text + excluded.pages_with_text,
            pages_waiting = t.pages_waiting + excluded.pages_waiting,
            pages_failed = t.pages_failed + excluded.pages_failed,
            confidence = t.confidence + excluded.confidence, measured = t.measured + excluded.measured;
    else
        insert into projection.text_fonds as t
        select fonds_id, sum(n), sum(case state when 'WAITING' then n else 0 end),
            sum(case state when 'WAITING_FOR_OCR' then n else 0 end), sum(case state when 'FAILED' then n else 0 end),
            sum(n * pages), sum(n * pages_with_text), sum(n * pages_waiting), sum(n * pages_failed),
            sum(n * confidence), sum(n * measured)
        from (select *, 1 as n from new_rows union all select *, -1 as n from old_rows) changed
        where fonds_id is not null group by fonds_id
        having (sum(n), sum(case state when 'WAITING' then n else 0 end),
            sum(case state when 'WAITING_FOR_OCR' then n else 0 end), sum(case state when 'FAILED' then n else 0 end),
            sum(n * pages), sum(n * pages_with_text), sum(n * pages_waiting), sum(n * pages_failed),
            sum(n * confidence), sum(n * measured)) <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        order by fonds_id
        on conflict (fonds_id) do update set files = t.files + excluded.files,
            files_waiting = t.files_waiting + excluded.files_waiting,
            files_for_ocr = t.files_for_ocr + excluded.files_for_ocr,
            files_failed = t.files_failed + excluded.files_failed, pages = t.pages + excluded.pages,
            pages_with_text = t.pages_with_text + excluded.pages_with_text,
            pages_waiting = t.pages_waiting + excluded.pages_waiting,
            pages_failed = t.pages_failed + excluded.pages_failed,
            confidence = t.confidence + excluded.confidence, measured = t.measured + excluded.measured;
    end if;
    return null;
end $$;
create trigger text_of_fonds_inserted after insert on projection.text_state
    referencing new table as new_rows for each statement execute function projection.total_text_of_fonds();
create trigger text_of_fonds_updated after update on projection.text_state
    referencing old table as old_rows new table as new_rows
    for each statement execute function projection.total_text_of_fonds();
create trigger text_of_fonds_deleted after delete on projection.text_state
    referencing old table as old_rows for each statement execute function projection.total_text_of_fonds();
insert into projection.text_fonds
select fonds_id, count(*), count(*) filter (where state = 'WAITING'), count(*) filter (where state = 'WAITING_FOR_OCR'),
    count(*) filter (where state = 'FAILED'), sum(pages), sum(pages_with_text), sum(pages_waiting), sum(pages_failed),
    sum(confidence), sum(measured)
from projection.text_state where fonds_id is not null group by fonds_id;

-- Pages that could not be read, with the reason, and pages that were read badly; no others.
create table projection.text_page (
    file_id    uuid     not null references projection.text_state (file_id) on delete cascade,
    page       integer  not null check (page >= 0), -- of the document's file; 0 for all of it
    fonds_id   uuid,
    failure    text,                               -- why it could not be read, or null
    confidence smallint,                           -- of a page that was read, per cent
    primary key (file_id, page),
    check ((failure is null) <> (confidence is null))
);
create index text_page_failed on projection.text_page (file_id, page) where failure is not null;
create index text_page_failed_of_fonds on projection.text_page (fonds_id, file_id, page) where failure is not null;
create index text_page_bad on projection.text_page (confidence, file_id, page) where failure is null;
create index text_page_bad_of_fonds on projection.text_page (fonds_id, confidence, file_id, page) where failure is null;
-- Which pages of a file failed before stands in its text alone, which is in the store: told of the file as a whole.
insert into projection.text_page (file_id, page, fonds_id, failure)
select file_id, 0, fonds_id, coalesce(failure, pages_failed || ' pages could not be read') from projection.text_state
where state = 'FAILED' or pages_failed > 0;

-- Pages that OCR read in each minute of the last hours.
create table projection.text_pace (
    minute timestamptz primary key,
    pages  integer not null
);
