-- A suspicion is on one page: what an officer released is the page that the officer saw, and a stamp that OCR reads
-- on another page of the same file later is a suspicion of its own.
alter table kept.suspicion drop constraint suspicion_pkey;
alter table kept.suspicion add primary key (aip_id, file_id, page);
alter table kept.suspicion alter column sha512 drop not null; -- forgotten with what is erased

-- What the store's log of suspicions (log/suspected/) tells of it: '' nothing, or the state that was written.
alter table kept.suspicion add column logged text not null default '';
create index suspicion_unlogged on kept.suspicion (aip_id) where logged <> state;
