-- Until when everything of a package in a copy is locked, as its store said; -infinity where nobody has asked yet.
alter table projection.audited_object add column locked_until timestamptz not null default '-infinity';
create index audited_object_lock on projection.audited_object (copy, locked_until, object_id) where copy <> 'primary';
alter table projection.copied_log add column locked_until timestamptz not null default '-infinity';
create index copied_log_lock on projection.copied_log (copy, locked_until, object_key);
