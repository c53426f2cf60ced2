-- Whether the store may still hold bytes of a copy that nobody can fetch: set before they are erased, taken back when nothing is left. It is
-- tried again until then, also where a lock or a policy holds older versions back.
alter table kept.granted_copy add column held boolean not null default false;
create index granted_copy_held on kept.granted_copy (next_at) where held;

-- Of each of its documents, as it was approved; a document must not be closed more strictly than it was itself. Null: as access, for all.
alter table kept.granted_copy add column accesses text[];
