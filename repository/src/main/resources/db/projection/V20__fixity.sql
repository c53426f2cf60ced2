-- Audits. What is here can be made again from the log objects in the store (log/fixity), except how far a run that
-- did not end had come. The latest result of a record for readers stands in fixity_state (V2).

create table projection.audit_run (
    id               uuid primary key,
    copy             text        not null,       -- which copy of the archive: 'primary' or a replica's name
    state            text        not null,       -- FixityAudits.RunState
    actor            text        not null,
    started_at       timestamptz not null,
    ended_at         timestamptz,
    objects_done     bigint      not null default 0,
    objects_total    bigint      not null default 0, -- as the catalogue counted them when it began
    bytes_done       bigint      not null default 0,
    bytes_total      bigint      not null default 0,
    problems         bigint      not null default 0
);
create index audit_run_newest on projection.audit_run (started_at desc);

-- The latest result of each version of each object in each copy; run_id tells which run it comes from, so a run that
-- was interrupted knows what it has done.
create table projection.audited_object (
    copy      text        not null,
    object_id uuid        not null,
    version   integer     not null,
    kind      text        not null,              -- AipStore.ObjectRef.Kind
    state     text        not null check (state in ('SOUND', 'DAMAGED')),
    at        timestamptz not null,
    run_id    uuid        not null,
    primary key (copy, object_id, version)
);
create index audited_object_of_run on projection.audited_object (run_id, object_id);

-- Roots met by a running audit that are no object it could name; looked at again at its end.
create table projection.audit_unknown (
    run_id uuid not null references projection.audit_run on delete cascade,
    root   text not null,
    primary key (run_id, root)
);

create table projection.incident (
    id            uuid primary key,
    copy          text        not null,
    object_id     uuid,                          -- an AIP or a fonds, or null
    aip_id        uuid,
    arc_file_code text,
    path          text        not null,
    damage        text        not null,          -- FixityAudits.Damage
    detail        text        not null,
    found_at      timestamptz not null,
    resolved_at   timestamptz
);
create unique index incident_open on projection.incident (copy, path) where resolved_at is null;
create index incident_of_object on projection.incident (object_id) where resolved_at is null;
create index incident_newest on projection.incident ((resolved_at is not null), found_at desc, id);

-- Which run saw which incident.
create table projection.incident_sighting (
    run_id      uuid not null references projection.audit_run on delete cascade,
    incident_id uuid not null references projection.incident on delete cascade,
    primary key (run_id, incident_id)
);

create index fixity_state_damaged on projection.fixity_state (aip_id) where state = 'DAMAGED';
create index fixity_state_at on projection.fixity_state (at);
