-- An archivist takes a delivery in as it is, with a reason: of what, why and who.

alter table kept.delivery add column accept_content  text;  -- digest of what waits to be accepted
alter table kept.delivery add column accepted_content text; -- of what was accepted: nothing else is
alter table kept.delivery add column accepted_reason text;
alter table kept.delivery add column accepted_by     text;
