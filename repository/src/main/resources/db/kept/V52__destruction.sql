-- Destruction by the law's path: lists that a person proposes, a council decides on and another person executes. This is
-- the file of the destruction, which the law has kept for 20 years and more: nothing deletes from it but a draft.
create table kept.destruction (
    id             uuid primary key,
    year           integer     not null,        -- of the number, in Vietnam
    number         integer     not null check (number > 0),
    title          text        not null,
    explanation    text        not null default '', -- bản thuyết minh
    state          text        not null check (state in ('DRAFT', 'FROZEN', 'DECIDED', 'EXECUTING', 'WITHDRAWN')),
    created_by     text        not null,
    created_acc    uuid        not null,
    created_at     timestamptz not null,
    frozen_by      text,
    frozen_acc     uuid,
    frozen_at      timestamptz,
    sha256         text,                        -- of the frozen list
    council        jsonb,                       -- Destructions.Council
    decided_by     text,                        -- who wrote the decision in
    decided_acc    uuid,
    decided_at     timestamptz,
    not_before     timestamptz,                 -- end of the waiting time
    executed_by    text,
    executed_acc   uuid,
    executed_at    timestamptz,
    withdrawn_by   text,
    withdrawn_at   timestamptz,
    withdrawn_why  text,
    unique (year, number)
);
create index destruction_order on kept.destruction (created_at desc, id);
create index destruction_executing on kept.destruction (id) where state = 'EXECUTING';

-- As it was when the list was frozen.
create table kept.destruction_item (
    list_id      uuid    not null references kept.destruction on delete cascade,
    aip_id       uuid    not null,
    code         text    not null,              -- arcFileCode
    title        text    not null,              -- empty once it was purged as a secret
    start_year   integer,
    end_year     integer,
    maintenance  text    not null,              -- Maintenance
    ends         integer,                       -- the last year of its retention
    documents    integer not null,
    pages        integer not null,
    version      integer not null,
    ground       text    not null check (ground in ('EXPIRED', 'DUPLICATE')),
    duplicate_of text,                          -- arcFileCode of the hồ sơ that stays
    destroy      boolean,                       -- the council's decision, null while there is none
    reason       text,                          -- of that
    open         boolean not null default true, -- may still be destroyed: in no other list
    outcome      text check (outcome in ('ORDERED', 'LEFT')),
    why          text,                          -- it was left, as codes of findings or in words
    primary key (list_id, aip_id)
);
create unique index destruction_item_open on kept.destruction_item (aip_id) where open;
create index destruction_item_order on kept.destruction_item (list_id, code collate "C", aip_id);
create index destruction_item_record on kept.destruction_item (aip_id);
