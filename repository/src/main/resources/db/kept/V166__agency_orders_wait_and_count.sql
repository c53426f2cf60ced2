-- What waits of the orders of agencies, also of those that were decided: a line that was proposed again, or that is to be decided again in the days of its order.
create index agency_order_line_waits on kept.agency_order_line (agency_order) where state in ('OPEN', 'PROPOSED');
create index agency_order_expires on kept.agency_order (expires_at) where withdrawn_at is null;

-- The statistics of use count orders and their lines by these.
create index agency_order_sent on kept.agency_order (sent_at);
create index agency_order_decided on kept.agency_order (decided_at) where decided_at is not null;
create index agency_order_withdrawn on kept.agency_order (withdrawn_at) where withdrawn_at is not null;
create index agency_order_line_decided on kept.agency_order_line (decided_at) where decided_at is not null;
create index agency_order_line_refused on kept.agency_order_line (refused_at) where refused_at is not null;

-- What is decided again counts on the day it was decided last; the day before, which may be long over, is counted again.
create function kept.use_is_due_by_decision() returns trigger language plpgsql as $$
begin
    insert into kept.use_due (day) values ((old.decided_at at time zone 'Asia/Ho_Chi_Minh')::date);
    return null;
end $$;
create trigger agency_order_use_is_due after update of decided_at on kept.agency_order
    for each row when (old.decided_at <> new.decided_at) execute function kept.use_is_due_by_decision();
create trigger agency_order_line_use_is_due after update of decided_at on kept.agency_order_line
    for each row when (old.decided_at <> new.decided_at) execute function kept.use_is_due_by_decision();

-- The statistics tell the term of an item; it may become longer when the day it came is over.
create trigger access_request_item_term_is_due after update of working_days on kept.access_request_item
    for each row when (old.working_days is distinct from new.working_days) execute function kept.use_is_due();
