-- The statistics of use count a request by what is wanted in the end: as an archivist corrected it, where one did. The day it came
-- and the days of its outcomes may be long over when it is corrected; they are counted again, so that what is open still adds up.
create function kept.days_of_request(asked text) returns setof date language sql stable as $$
    select coalesce(r.paper_on, (r.received_at at time zone 'Asia/Ho_Chi_Minh')::date) from kept.access_request r where r.reference = asked
    union
    select (o.at at time zone 'Asia/Ho_Chi_Minh')::date from kept.access_request_outcome o where o.reference = asked
$$;
create function kept.use_is_due_by_kind() returns trigger language plpgsql as $$
begin
    insert into kept.use_due (day) select kept.days_of_request(new.reference);
    return null;
end $$;
create trigger access_request_kind_is_due after insert on kept.access_request_step
    for each row when (new.kind is not null) execute function kept.use_is_due_by_kind();

-- What was corrected before this.
insert into kept.use_due (day)
select distinct day from kept.access_request_step s, kept.days_of_request(s.reference) day where s.kind is not null;
