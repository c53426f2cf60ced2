-- Files that were claimed when this process died are claimed one by one, after the others: which of a batch ended it
-- is not known before.
create index text_suspect on projection.text_state (state, deaths, place) where deaths > 0 and not claimed;
