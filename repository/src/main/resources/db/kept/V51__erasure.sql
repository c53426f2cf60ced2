-- Stamped secrets that text told after a hồ sơ was taken in. While one is OPEN the row of its hồ sơ cannot be
-- visible (trigger on projection.record). No word of the text stands here.
create table kept.suspicion (
    aip_id     uuid        not null,
    sha512     text        not null,            -- of the file
    file_id    uuid        not null,
    document   text        not null,            -- docCode
    page       integer     not null,            -- in the file, from 1
    level      text        not null,            -- SuspectedSecrets.Level
    code       text        not null,            -- arcFileCode
    found_at   timestamptz not null,
    state      text        not null check (state in ('OPEN', 'RELEASED', 'PURGED')),
    reason     text,
    decided_by text,
    decided_at timestamptz,
    primary key (aip_id, sha512)
);
create index suspicion_open on kept.suspicion (found_at, aip_id) where state = 'OPEN';
create index suspicion_decided on kept.suspicion (decided_at desc, aip_id) where state <> 'OPEN';

-- What was ordered to be erased for good, and how far that is. Beside the tombstone in the store: what is still to
-- be done, and the digests by which derived bytes are found; they are forgotten when all is done and looked over again.
create table kept.erasure (
    object       uuid primary key,
    code         text        not null,          -- arcFileCode
    version      integer     not null,
    cause        text        not null,          -- Tombstones.Cause
    basis        text        not null,
    decision     text        not null,
    decided_on   date        not null,
    deciders     text[]      not null,
    actor        text        not null,
    confirmed_by text,
    ordered_at   timestamptz not null,
    list_id      uuid,                          -- the list of destruction it stood in
    digests      text[]      not null,          -- sha512 of content files of all versions
    deliveries   uuid[]      not null,          -- that brought it
    state        text        not null check (state in ('ORDERED', 'ERASED', 'DONE')),
    held         boolean     not null default false, -- the store holds an older version still
    held_until   timestamptz,                   -- null where only its operator can tell
    failure      text,
    erased_at    timestamptz
);
create index erasure_open on kept.erasure (ordered_at) where state <> 'DONE';
create index erasure_newest on kept.erasure (ordered_at desc, object);
