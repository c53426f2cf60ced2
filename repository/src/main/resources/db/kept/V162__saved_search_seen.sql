-- When its owner looked at what appeared in a search that is kept. What was there before counts as not looked at: nothing
-- showed it until now.
alter table kept.saved_search_found add column seen_at timestamptz;
