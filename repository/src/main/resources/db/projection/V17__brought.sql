-- Which delivery brought which version of a hồ sơ, as the origins in its head tell it; the same
-- after a rebuild. Of what was not brought by a delivery there is no row.
create table projection.brought (
    aip_id      uuid    not null references projection.record on delete cascade,
    version     integer not null,               -- 1: it created the hồ sơ
    delivery_id uuid    not null,
    stands      boolean not null,               -- was not taken back
    on_top      boolean not null,               -- and nothing was made of it since: the head is this
    primary key (aip_id, version)
);
create index brought_by on projection.brought (delivery_id, aip_id);
insert into projection.brought (aip_id, version, delivery_id, stands, on_top)
    select id, 1, delivery_id, true, version = 1 from projection.record where delivery_id is not null;

-- A version that a delivery brought and that is to be taken back in the package: which, who and why.
alter table projection.pending_version add column takes_back jsonb;
