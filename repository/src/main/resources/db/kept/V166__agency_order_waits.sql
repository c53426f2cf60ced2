-- What waits of the orders of agencies, also of those that were decided: a line that was proposed again, or that is to be decided again in the days of its order.
create index agency_order_line_waits on kept.agency_order_line (agency_order) where state in ('OPEN', 'PROPOSED');
create index agency_order_expires on kept.agency_order (expires_at) where withdrawn_at is null;
