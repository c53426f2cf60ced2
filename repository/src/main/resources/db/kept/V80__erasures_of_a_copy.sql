-- How many erasures wait at a copy because the day had its fill there, and how many more an operator allowed, and when.
alter table kept.copy
    add column erasures_waiting    integer not null default 0,
    add column erasures_allowed    integer not null default 0,
    add column erasures_allowed_at timestamptz;
-- Whether the copy had anything of it: what it never had fills no day.
alter table kept.erased_in_copy add column was_there boolean not null default false;
create index erased_in_copy_of_day on kept.erased_in_copy (copy, erased_at) where was_there;
