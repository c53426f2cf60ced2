-- Who gives second decisions (SecondDecisions) and what waits for one, without looking at all accounts, copies and readings.
create index account_approver on kept.account (username) where enabled and roles @> array['APPROVER', 'ARCHIVIST'];
create index granted_copy_proposed on kept.granted_copy (n) where state = 'PROPOSED';
create index reading_proposed on kept.reading (n) where state = 'PROPOSED';
