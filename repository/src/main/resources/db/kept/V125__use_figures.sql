-- What the statistics of use are counted from (ADR 0042): each time an item of a request was closed, or opened again by an
-- appeal, with its term as it stood on that day. An appeal gives the item another term, so it has to stand here.
create table kept.access_request_outcome (
    id        bigint generated always as identity primary key,
    reference text        not null,
    item      integer     not null,
    at        timestamptz not null,
    outcome   text        not null check (outcome in ('GRANTED', 'REFUSED', 'WITHDRAWN', 'APPEALED')),
    due_on    date,                         -- the last day of the term; null: not known any more
    foreign key (reference, item) references kept.access_request_item (reference, number)
);
create index access_request_outcome_at on kept.access_request_outcome (at);
create index access_request_outcome_of on kept.access_request_outcome (reference, item, id);

-- What was decided before this, of items that have no outcome here yet; also of a back-up from before this, when it is restored. The
-- term of a decision that was appealed is not known any more: the appeal changed it.
create function kept.write_old_outcomes() returns void language sql as $$
    insert into kept.access_request_outcome (reference, item, at, outcome, due_on)
    select s.reference, i.number, s.at, s.status,
           case when not exists (select from kept.access_request_step later
                                 where later.reference = s.reference and later.number > s.number
                                   and coalesce(later.item, i.number) = i.number and later.status = 'APPEALED')
                then i.due_on end
    from kept.access_request_step s
    join kept.access_request_item i on i.reference = s.reference and coalesce(s.item, i.number) = i.number
    where s.status in ('GRANTED', 'REFUSED', 'WITHDRAWN', 'APPEALED')
      and not exists (select from kept.access_request_outcome o where o.reference = i.reference and o.item = i.number)
    order by s.at, s.reference, s.number, i.number
$$;
select kept.write_old_outcomes();

create trigger access_request_outcome_stays before update or delete on kept.access_request_outcome
    for each row execute function kept.refuse_change();

-- Days whose figures are to be counted again because something of them was changed later: an item asked for in words was
-- given its hồ sơ. Not unique: who marks a day waits for nobody.
create table kept.use_due (
    id  bigint generated always as identity primary key,
    day date not null
);
create function kept.use_is_due() returns trigger language plpgsql as $$
begin
    insert into kept.use_due (day)
    select coalesce(r.paper_on, (r.received_at at time zone 'Asia/Ho_Chi_Minh')::date) from kept.access_request r where r.reference = new.reference
    union
    select (o.at at time zone 'Asia/Ho_Chi_Minh')::date from kept.access_request_outcome o
    where o.reference = new.reference and o.item = new.number;
    return null;
end $$;
create trigger access_request_item_use_is_due after update of about on kept.access_request_item
    for each row when (old.about is distinct from new.about) execute function kept.use_is_due();

-- A request on paper counts on the day it came in, which may be long over when it is written down.
create function kept.use_is_due_on_paper() returns trigger language plpgsql as $$
begin
    insert into kept.use_due (day) values (new.paper_on);
    return null;
end $$;
create trigger access_request_on_paper_is_due after insert on kept.access_request
    for each row when (new.paper_on is not null) execute function kept.use_is_due_on_paper();

-- A day is read along these, never a table as a whole.
create index access_request_received on kept.access_request (received_at);
create index access_request_on_paper on kept.access_request (paper_on) where paper_on is not null;
create index access_request_item_open on kept.access_request_item (due_on) where status not in ('GRANTED', 'REFUSED', 'WITHDRAWN');
create index activity_at on kept.activity (at, id);
create index granted_copy_made on kept.granted_copy (made_at) where made_at is not null;
create index granted_copy_fetched_at on kept.granted_copy_fetch (at);
create index reading_opened on kept.reading (opened_at) where opened_at is not null;
create index reading_looked_at on kept.reading_look (at);
