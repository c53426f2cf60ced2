-- What the contract with a contractor asks of scans, where it differs from the project's settings: null means
-- the setting. And whether nobody named whom a delivery of an archivist's comes from, so that its bag may.

alter table kept.contractor
    add column scan_dpi    integer,
    add column map_dpi     integer,
    add column scan_colour text;

alter table kept.delivery
    add column unnamed boolean not null default false;
