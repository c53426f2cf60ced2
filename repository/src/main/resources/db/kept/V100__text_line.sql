-- Reading images of pages (OCR): whether it is paused, and which fonds go before the others.
create table kept.text_line (
    single    boolean     primary key default true check (single),
    paused    boolean     not null default false,
    paused_by text,                                  -- who paused it, while it is paused
    paused_at timestamptz
);
insert into kept.text_line default values;

-- Fonds without a row have 0. No reference: survives a rebuild of the catalogue.
create table kept.text_fonds (
    fonds_id uuid        primary key,
    priority smallint    not null check (priority in (-1, 1)), -- 1 before the others, -1 after them
    set_by   text        not null,
    set_at   timestamptz not null default now()
);
