-- How what is kept stands with the virus scanner, as it was counted last: counting looks at every file.
create table projection.virus_totals (
    only_one    boolean     primary key default true check (only_one),
    clean       bigint      not null,
    infected    bigint      not null,
    not_scanned bigint      not null,
    never       bigint      not null,
    counted_at  timestamptz not null
);
