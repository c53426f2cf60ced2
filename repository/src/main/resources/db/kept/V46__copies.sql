-- Copies of the archive. Which of its packages a copy has stands in projection.audited_object and is found out anew when
-- that is lost.
create table kept.copy (
    name        text primary key,        -- as the configuration calls it
    id          uuid,                    -- the same stands in the copy: another disk under the same name is found out
    started_at  timestamptz not null,
    complete_at timestamptz,             -- when a run last left nothing behind
    state       text        not null,    -- Copies.State of the last run
    problem     text
);
