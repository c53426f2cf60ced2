-- What a delivery has twice, in itself or beside what is kept, and what archivists decided of it.

alter table kept.delivery
    add column ask_duplicates boolean not null default false;  -- waits until all pairs are decided

-- As the last check found them; replaced by the next one.
create table kept.delivery_pair (
    delivery_id uuid             not null references kept.delivery on delete cascade,
    key         text             not null,      -- digest of kind and both sides with their bytes
    ordinal     integer          not null,
    kind        text             not null,      -- DeliveryPairs.Kind
    record      text             not null,      -- arcFileCode of the hồ sơ that came
    one         jsonb            not null,      -- DeliveryPairs.Side
    other       jsonb            not null,
    other_kept  boolean          not null,
    pages       integer          not null,
    likeness    double precision not null check (likeness between 0 and 1),
    primary key (delivery_id, key)
);
create index delivery_pair_order on kept.delivery_pair (delivery_id, kind, ordinal);
create index delivery_pair_record on kept.delivery_pair (delivery_id, record);

-- Acts of persons: they stay when the delivery is checked again.
create table kept.pair_decision (
    delivery_id uuid        not null references kept.delivery on delete cascade,
    key         text        not null,
    decision    text        not null,           -- DeliveryPairs.Decision
    reason      text        not null,
    decided_by  text        not null,
    decided_at  timestamptz not null,
    primary key (delivery_id, key)
);
