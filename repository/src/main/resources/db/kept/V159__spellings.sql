-- What is written in several ways (UBND = Ủy ban nhân dân): the lines of the archive beside those that come with the software. Who changed
-- what stands in the activity log.
create table kept.spelling_table (
    one        boolean     primary key default true check (one),
    mark       bigint      not null,                -- another after each change
    taken_over timestamptz                          -- when the file spellings.txt of the home was; null: not yet
);
insert into kept.spelling_table (mark) values (0);

create table kept.spelling_line (
    n         integer     primary key generated always as identity,
    version   integer     not null check (version > 0),
    spellings text[]      not null check (cardinality(spellings) > 1),
    one_way   boolean     not null,                 -- the first is looked for as the others too, these not as the first
    remark    text        not null,
    at        timestamptz not null,
    done_by   text        not null
);

-- Lines of the software that do not count here, by the first of their spellings in small letters.
create table kept.spelling_off (
    shipped text        primary key,
    at      timestamptz not null,
    done_by text        not null
);
