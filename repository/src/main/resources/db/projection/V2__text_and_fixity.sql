-- Text extraction: one row for each content file of an acknowledged record.
create table projection.text_state (
    file_id         uuid primary key,           -- no reference: survives a new version of the AIP
    aip_id          uuid    not null,
    sha512          text    not null,           -- of the bytes the state is about
    state           text    not null
        check (state in ('WAITING', 'WAITING_FOR_OCR', 'DONE', 'FAILED')),
    claimed         boolean not null default false, -- by the running process; freed at start
    place           bigint generated always as identity, -- order in the line
    pages           integer not null default 0, -- as the extraction counted them
    pages_with_text integer not null default 0,
    pages_waiting   integer not null default 0, -- need OCR and do not have it yet
    pages_failed    integer not null default 0,
    failure         text                        -- why the file as a whole could not be read
);
create index text_of_record on projection.text_state (aip_id);
create index text_line on projection.text_state (state, place)
    where not claimed and state in ('WAITING', 'WAITING_FOR_OCR');
create index text_claimed on projection.text_state (file_id) where claimed;
create index text_failed on projection.text_state (file_id) where state = 'FAILED';

-- Sums over text_state by state, kept by a trigger.
create table projection.text_total (
    state           text primary key,
    files           bigint not null,
    pages           bigint not null,
    pages_with_text bigint not null,
    pages_waiting   bigint not null,
    pages_failed    bigint not null
);

create function projection.total_text() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into projection.text_total as t
        select state, sum(n), sum(n * pages), sum(n * pages_with_text), sum(n * pages_waiting),
               sum(n * pages_failed)
        from (select *, 1 as n from new_rows) changed
        group by state
        having sum(n) <> 0 or sum(n * pages) <> 0 or sum(n * pages_with_text) <> 0
            or sum(n * pages_waiting) <> 0 or sum(n * pages_failed) <> 0
        order by state
        on conflict (state) do update
            set files = t.files + excluded.files,
                pages = t.pages + excluded.pages,
                pages_with_text = t.pages_with_text + excluded.pages_with_text,
                pages_waiting = t.pages_waiting + excluded.pages_waiting,
                pages_failed = t.pages_failed + excluded.pages_failed;
    elsif tg_op = 'DELETE' then
        insert into projection.text_total as t
        select state, sum(n), sum(n * pages), sum(n * pages_with_text), sum(n * pages_waiting),
               sum(n * pages_failed)
        from (select *, -1 as n from old_rows) changed
        group by state
        having sum(n) <> 0 or sum(n * pages) <> 0 or sum(n * pages_with_text) <> 0
            or sum(n * pages_waiting) <> 0 or sum(n * pages_failed) <> 0
        order by state
        on conflict (state) do update
            set files = t.files + excluded.files,
                pages = t.pages + excluded.pages,
                pages_with_text = t.pages_with_text + excluded.pages_with_text,
                pages_waiting = t.pages_waiting + excluded.pages_waiting,
                pages_failed = t.pages_failed + excluded.pages_failed;
    else
        insert into projection.text_total as t
        select state, sum(n), sum(n * pages), sum(n * pages_with_text), sum(n * pages_waiting),
               sum(n * pages_failed)
        from (select *, 1 as n from new_rows union all select *, -1 as n from old_rows) changed
        group by state
        having sum(n) <> 0 or sum(n * pages) <> 0 or sum(n * pages_with_text) <> 0
            or sum(n * pages_waiting) <> 0 or sum(n * pages_failed) <> 0
        order by state
        on conflict (state) do update
            set files = t.files + excluded.files,
                pages = t.pages + excluded.pages,
                pages_with_text = t.pages_with_text + excluded.pages_with_text,
                pages_waiting = t.pages_waiting + excluded.pages_waiting,
                pages_failed = t.pages_failed + excluded.pages_failed;
    end if;
    return null;
end $$;
create trigger text_inserted after insert on projection.text_state
    referencing new table as new_rows
    for each statement execute function projection.total_text();
create trigger text_updated after update on projection.text_state
    referencing old table as old_rows new table as new_rows
    for each statement execute function projection.total_text();
create trigger text_deleted after delete on projection.text_state
    referencing old table as old_rows
    for each statement execute function projection.total_text();

-- The latest audit result of a record; written by the fixity room.
create table if not exists projection.fixity_state (
    aip_id uuid primary key,
    state  text        not null check (state in ('SOUND', 'DAMAGED')),
    at     timestamptz not null
);
