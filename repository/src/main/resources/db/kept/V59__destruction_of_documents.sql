-- A line of a list may be some documents of a hồ sơ that stays: their codes, in the order of the hồ sơ; none: all of it.
alter table kept.destruction_item add column parts text[] not null default '{}';
