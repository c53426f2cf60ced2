-- The day of closing that an archivist's word takes back, written with the word: set until the fonds is open again in the store, so that
-- what was cut off or had to wait for its package is finished at a later turn. A day given by hand after that is left alone.
alter table kept.fonds_closing add column reopen_from date check (reopen_from is null or kept_open_at is not null);
create index fonds_closing_reopening on kept.fonds_closing (kept_open_at) where reopen_from is not null;
