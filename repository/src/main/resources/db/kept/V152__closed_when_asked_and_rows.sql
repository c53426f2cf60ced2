-- Whether what an item is about was ever not open to everybody, as it was looked at: when it was asked for, when it was given to
-- words, or with an answer. Who opens the record afterwards does not make one person enough. It is never taken back.
alter table kept.access_request_item add column was_closed boolean not null default false;

-- Of what is there the term tells it where everybody may know it; of what was hidden nothing does.
update kept.access_request_item set was_closed = true where working_days > 2;

-- Lists that are taken: a line of the log stands for as many rows as it says.
alter table kept.unusual_reading drop constraint unusual_reading_rule_check;
alter table kept.unusual_reading add constraint unusual_reading_rule_check
    check (rule in ('MANY_RECORDS', 'MANY_IN_A_DAY', 'NIGHT', 'REFUSALS', 'DOWNLOADS', 'MANY_ROWS'));
