-- The next segment of the log is decided here before it is put into the store: what a kill leaves behind is known by its
-- bytes, and a segment that somebody else put there is never taken for our own.
alter table kept.ledger_head
    add column pending      bytea,                     -- the bytes of segment number segment + 1, null while nothing is decided
    add column take_over_to bigint not null default 0; -- a person said: the store's segments up to this one are to be believed
