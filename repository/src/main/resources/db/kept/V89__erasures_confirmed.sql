-- Which erasures a copy left because the day had its fill there, and when an operator confirmed them: each by itself, so
-- that what was confirmed is neither used up by others nor held for anything that comes later.
create table kept.copy_erasure (
    copy         text        not null,
    object       uuid        not null,
    left_at      timestamptz not null,
    confirmed_at timestamptz,
    primary key (copy, object)
);
alter table kept.copy
    drop column erasures_waiting,
    drop column erasures_allowed,
    drop column erasures_allowed_at;
-- was_there: counts for the day of the copy; what was confirmed does not.
