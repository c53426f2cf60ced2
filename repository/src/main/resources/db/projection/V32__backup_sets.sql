-- What is in which back-up set. Where this is lost the next incremental set has everything once more, which is safe.
create table projection.backup_set_object (
    set_id    uuid    not null,
    object_id uuid    not null,
    version   integer not null,
    primary key (object_id, set_id)
);
create index backup_set_object_of_set on projection.backup_set_object (set_id);
create table projection.backup_set_log (
    set_id     uuid not null,
    object_key text not null,
    primary key (object_key, set_id)
);
create index backup_set_log_of_set on projection.backup_set_log (set_id);
