-- Images of pages with nothing on them, which OCR was spared: neither read nor failed.
alter table projection.text_state add column pages_blank integer not null default 0;
alter table projection.text_fonds add column pages_blank bigint not null default 0;

create or replace function projection.total_text_of_fonds() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into projection.text_fonds as t
        select fonds_id, sum(n), sum(case state when 'WAITING' then n else 0 end),
            sum(case state when 'WAITING_FOR_OCR' then n else 0 end), sum(case state when 'FAILED' then n else 0 end),
            sum(n * pages), sum(n * pages_with_text), sum(n * pages_waiting), sum(n * pages_failed),
            sum(n * confidence), sum(n * measured), sum(n * pages_blank)
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
            confidence = t.confidence + excluded.confidence, measured = t.measured + excluded.measured,
            pages_blank = t.pages_blank + excluded.pages_blank;
    elsif tg_op = 'DELETE' then
        insert into projection.text_fonds as t
        select fonds_id, sum(n), sum(case state when 'WAITING' then n else 0 end),
            sum(case state when 'WAITING_FOR_OCR' then n else 0 end), sum(case state when 'FAILED' then n else 0 end),
            sum(n * pages), sum(n * pages_with_text), sum(n * pages_waiting), sum(n * pages_failed),
            sum(n * confidence), sum(n * measured), sum(n * pages_blank)
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
            confidence = t.confidence + excluded.confidence, measured = t.measured + excluded.measured,
            pages_blank = t.pages_blank + excluded.pages_blank;
    else
        insert into projection.text_fonds as t
        select fonds_id, sum(n), sum(case state when 'WAITING' then n else 0 end),
            sum(case state when 'WAITING_FOR_OCR' then n else 0 end), sum(case state when 'FAILED' then n else 0 end),
            sum(n * pages), sum(n * pages_with_text), sum(n * pages_waiting), sum(n * pages_failed),
            sum(n * confidence), sum(n * measured), sum(n * pages_blank)
        from (select *, 1 as n from new_rows union all select *, -1 as n from old_rows) changed
        where fonds_id is not null group by fonds_id
        having (sum(n), sum(case state when 'WAITING' then n else 0 end),
            sum(case state when 'WAITING_FOR_OCR' then n else 0 end), sum(case state when 'FAILED' then n else 0 end),
            sum(n * pages), sum(n * pages_with_text), sum(n * pages_waiting), sum(n * pages_failed),
            sum(n * confidence), sum(n * measured), sum(n * pages_blank)) <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        order by fonds_id
        on conflict (fonds_id) do update set files = t.files + excluded.files,
            files_waiting = t.files_waiting + excluded.files_waiting,
            files_for_ocr = t.files_for_ocr + excluded.files_for_ocr,
            files_failed = t.files_failed + excluded.files_failed, pages = t.pages + excluded.pages,
            pages_with_text = t.pages_with_text + excluded.pages_with_text,
            pages_waiting = t.pages_waiting + excluded.pages_waiting,
            pages_failed = t.pages_failed + excluded.pages_failed,
            confidence = t.confidence + excluded.confidence, measured = t.measured + excluded.measured,
            pages_blank = t.pages_blank + excluded.pages_blank;
    end if;
    return null;
end $$;
