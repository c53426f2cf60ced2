-- A delivery against the last one of the same hồ sơ: what was mended, what is new, what is left.

alter table kept.delivery add column compared_with uuid;   -- the last one; it may be gone

alter table kept.delivery_finding add column subject text not null default '';  -- what it is about, whatever row it stands in now

-- Codes of the hồ sơ that are listed, also of those that are refused.
create table kept.delivery_record (
    delivery_id uuid not null references kept.delivery on delete cascade,
    code        text not null,
    primary key (delivery_id, code)
);
create index delivery_record_code on kept.delivery_record (code);
