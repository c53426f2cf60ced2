-- What a copy is complete to: the change journal as it stood when the run began that left nothing behind.
alter table kept.copy add column complete_epoch uuid;        -- null: not known, as of runs before this column
alter table kept.copy add column complete_sequence bigint;
-- What the last run over all packages counted of their versions of that time; nobody counts while looking at a page.
alter table kept.copy add column sound bigint not null default 0;
alter table kept.copy add column sound_bytes bigint not null default 0;
