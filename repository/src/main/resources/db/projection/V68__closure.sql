-- Why something is not public and until when, at each level by itself (ADR 0050). Nothing opens by itself when the day is
-- over: what is over is listed, and a person opens it.
alter table projection.fonds
    add column ground       text,                  -- AccessGround, null where it was not stated
    add column closed_until date;                  -- the last day; null: no end was set
alter table projection.record
    add column ground       text,
    add column closed_until date;
alter table projection.document
    add column ground       text,
    add column closed_until date;
create index record_closed_until on projection.record (closed_until, id) where closed_until is not null and visible;
create index document_closed_until on projection.document (closed_until, id) where closed_until is not null;
