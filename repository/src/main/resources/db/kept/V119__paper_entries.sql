-- Catalogue entries of paper holdings: hồ sơ giấy chưa số hóa. They are true here and nowhere else. A code (mã hồ sơ) means one
-- entry of a fonds, also after it was withdrawn. projection.fonds and projection.record are rebuilt, so nothing refers to them.
-- See docs/adr/0040-paper-holdings.md.
create table kept.paper_entry (
    id uuid primary key,                    -- in addresses, in the index and in requests, as that of a hồ sơ
    fonds uuid not null,
    file_code text not null,                -- mã hồ sơ without the archive's prefix, as projection.record.file_code
    series_code text,                       -- mục lục số
    number text,                            -- hồ sơ số
    title text not null,
    from_year int,
    to_year int,
    metres numeric(9, 3),                   -- mét giá
    boxes int,
    sheets int,
    shelf text,                             -- kho, giá, hộp: for the staff alone
    condition text,                         -- tình trạng vật lý, code list format of Thông tư 05/2025
    access smallint not null check (access between 0 and 2),
    title_public boolean not null,
    basis text,
    closed_until date,                      -- the last day on which it is at least conditional
    opened boolean not null,                -- whether that day is over; turned by a job, which tells the index
    shown_access smallint not null generated always as (case when opened then access else greatest(access, 1) end) stored,
    note text,
    record uuid,                            -- the digitised hồ sơ of the same code, which stands in its place
    withdrawn boolean not null default false,
    revision int not null default 1,
    changed_by text not null,
    changed_at timestamptz not null,
    check (from_year <= to_year),
    check (metres >= 0 and boxes >= 0 and sheets >= 0)
);
create unique index paper_entry_code on kept.paper_entry (fonds, lower(file_code) text_pattern_ops);
create index paper_entry_any_fonds on kept.paper_entry (lower(file_code) text_pattern_ops, id);
create index paper_entry_record on kept.paper_entry (record) where record is not null;
create index paper_entry_not_opened on kept.paper_entry (closed_until) where not opened;
create index paper_entry_known on kept.paper_entry (fonds, shown_access) where record is null and not withdrawn;
create index paper_entry_public on kept.paper_entry (id) where shown_access = 0 and not withdrawn and record is null;

-- Every change with what was before; appended, never changed.
create table kept.paper_change (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    actor text not null,
    entry uuid not null,
    reason text not null,
    before jsonb,
    after jsonb not null
);
create index paper_change_entry on kept.paper_change (entry, id desc);
create trigger paper_change_is_append_only before update or delete on kept.paper_change
    for each row execute function kept.refuse_change();

-- The package that stands for an id today: of an entry of paper that was digitised, its hồ sơ; of a package of which
-- documents were erased, that which keeps the rest.
create or replace function kept.current_package(package uuid) returns uuid language sql stable as $$
    with recursive chain (id, n) as (
        select coalesce((select p.record from kept.paper_entry p where p.id = package), package), 0
        union all
        select e.successor, n + 1 from chain join kept.erasure e
            on e.object = chain.id and e.successor is not null and n < 100)
    select id from chain order by n desc limit 1
$$;
