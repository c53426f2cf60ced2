-- The register of bodies (cơ quan hình thành phông): authority records after ISAAR(CPF) with names, codes, superiors and
-- addresses over time, and who succeeded whom. A period is [from_day, until_day): the second is the first day on which it
-- holds no more; null is "not known" before and "still" after. See docs/adr/0028-bodies.md.
create table kept.body (
    id uuid primary key,
    reference text not null unique,         -- the register's own code, in addresses; never changes
    kind text not null,
    from_day date,
    until_day date,
    history text,
    revision int not null default 1,
    changed_by text not null,
    changed_at timestamptz not null,
    check (from_day is null or until_day is null or from_day < until_day)
);

create table kept.body_name (
    body uuid not null references kept.body (id),
    ordinal int not null,
    name text not null,
    folded text not null,                   -- without diacritics, with the word of its kind: xa dien an
    bare text not null,                     -- and without that word: dien an
    from_day date,
    until_day date,
    primary key (body, ordinal),
    check (from_day is null or until_day is null or from_day < until_day)
);
create index body_name_folded on kept.body_name (folded text_pattern_ops);
create index body_name_bare on kept.body_name (bare text_pattern_ops);

create table kept.body_code (
    body uuid not null references kept.body (id),
    ordinal int not null,
    code text not null,
    from_day date,
    until_day date,
    primary key (body, ordinal),
    check (from_day is null or until_day is null or from_day < until_day)
);
create index body_code_code on kept.body_code (code);

create table kept.body_superior (
    body uuid not null references kept.body (id),
    ordinal int not null,
    superior uuid not null references kept.body (id),
    from_day date,
    until_day date,
    primary key (body, ordinal),
    check (body <> superior),
    check (from_day is null or until_day is null or from_day < until_day)
);
create index body_superior_superior on kept.body_superior (superior);

create table kept.body_address (
    body uuid not null references kept.body (id),
    ordinal int not null,
    address text not null,
    from_day date,
    until_day date,
    primary key (body, ordinal),
    check (from_day is null or until_day is null or from_day < until_day)
);

-- Which fonds a body made. projection.fonds is rebuilt, so there is no foreign key to it.
create table kept.body_fonds (
    body uuid not null references kept.body (id),
    fonds uuid not null,
    primary key (body, fonds)
);
create index body_fonds_fonds on kept.body_fonds (fonds);

create table kept.succession (
    id uuid primary key,
    predecessor uuid not null references kept.body (id),
    successor uuid references kept.body (id), -- null: it ended and nobody followed
    kind text not null,
    legal_day date,                         -- of the instrument; not the day from which it holds
    effective_day date not null,
    instrument text,
    scope text,
    partly boolean not null default false,  -- this successor took a part only
    changed_by text not null,
    changed_at timestamptz not null,
    check (predecessor <> successor),
    unique nulls not distinct (predecessor, successor, kind, effective_day)
);
create index succession_successor on kept.succession (successor);

-- Every change with what was before; appended, never changed.
create table kept.body_change (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    actor text not null,
    subject uuid not null,                  -- of a body or a succession
    reason text not null,
    before jsonb,
    after jsonb
);
create index body_change_subject on kept.body_change (subject, id desc);
create trigger body_change_is_append_only before update or delete on kept.body_change
    for each row execute function kept.refuse_change();

-- A code means one body on any day. Closed codes stay, so a code may come again later. Two who give the same code at once
-- wait for each other.
create function kept.body_code_once() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('kept.body_code ' || new.code, 0));
    if exists (
        select from kept.body_code c
        where c.code = new.code and c.body <> new.body
          and daterange(c.from_day, c.until_day) && daterange(new.from_day, new.until_day)
    ) then
        raise exception 'The code % means another body on the same days', new.code using errcode = 'exclusion_violation';
    end if;
    return new;
end $$;
create trigger body_code_means_one_body before insert or update on kept.body_code
    for each row execute function kept.body_code_once();
