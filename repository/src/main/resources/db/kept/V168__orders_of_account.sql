-- A user file has the orders that its owner sent, newest first.
create index agency_order_of_account on kept.agency_order (account, n);
