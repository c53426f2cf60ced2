-- By which OBJID the packages of Thông tư 05/2025 came that brought what stands of a hồ sơ, as the origins in its head
-- tell it; the same after a rebuild. Of what was taken in before this table there are rows after the next rebuild.
create table projection.received_package (
    aip_id      uuid    not null references projection.record on delete cascade,
    version     integer not null,               -- the one it brought
    package_key text    not null,               -- Aip.Received.key(): the UUID of the OBJID, however it is written
    kind        text    not null,               -- SIP_hoso, AIP_hoso, SIP_tailieu, AIP_tailieu
    primary key (aip_id, version)
);
create index received_package_by_key on projection.received_package (package_key);
