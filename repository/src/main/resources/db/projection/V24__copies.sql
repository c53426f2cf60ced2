-- Log objects that a copy has: they are many, and never change.
create table projection.copied_log (
    copy       text not null,
    object_key text not null,
    primary key (copy, object_key)
);
-- How much of an object was read when it was looked at last.
alter table projection.audited_object add column files integer not null default 0;
alter table projection.audited_object add column bytes bigint not null default 0;
create index audited_object_of_copy on projection.audited_object (copy, state) where copy <> 'primary';
