-- Processes that read texts: the one that owns the archive, and helpers on other machines. A row for each home; what a
-- process claimed is its own as long as its row says so.
create table projection.text_worker (
    home     uuid primary key,
    process  uuid        not null unique, -- another one after each start
    name     text        not null,
    archive  boolean     not null,        -- owns the archive
    reads    text        not null,        -- what it makes of a file, and the state of this schema
    seen_at  timestamptz not null,
    until    timestamptz not null,        -- its lease
    swept_at timestamptz not null         -- what was erased before is gone there
);
alter table projection.text_state
    add column claimed_by  uuid,                           -- the process
    add column for_archive boolean not null default false; -- a helper could not judge it
-- Claims of before are those of a dead process: nobody else migrates.
update projection.text_state set claimed = false, deaths = deaths + 1 where claimed;

-- The pace, of each home by itself.
alter table projection.text_pace
    add column home  uuid    not null default '00000000-0000-0000-0000-000000000000',
    add column files integer not null default 0; -- of which a step was finished
alter table projection.text_pace drop constraint text_pace_pkey, add primary key (minute, home);
