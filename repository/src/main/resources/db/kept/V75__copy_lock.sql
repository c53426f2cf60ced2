-- Object lock of a copy: what the last run asked for and what the copy's store said when it was asked back.
alter table kept.copy add column lock_days integer;         -- null when no lock is asked for
alter table kept.copy add column locked_until timestamptz;  -- until then all that the copy has is locked; null: not all of it
