-- New versions that a delivery brings of what is kept. A row is there before the first byte of the
-- version is stored and until it is acknowledged or taken away; readers see the version before it.
-- Survives a rebuild, as reservations do.
create table projection.staged_version (
    aip_id      uuid primary key,
    delivery_id uuid    not null,
    version     integer not null,
    stored      boolean not null default false -- whole, and waiting for the rest of its delivery
);
create index staged_version_of_delivery on projection.staged_version (delivery_id);

-- Rights that act already and are not in the package yet: what a restriction that was cut off has
-- to finish. Null when a pending version narrows nothing.
alter table projection.pending_version add column rights jsonb;
