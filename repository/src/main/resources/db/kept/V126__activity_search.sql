-- The log is searched by who, what and which kind, newest first, a page at a time: never a walk over it. Subjects may be longer than
-- an index holds; what is searched for is an id, a code or a number, and those are short.
create index activity_of_actor on kept.activity (actor, at, id);
create index activity_of_account on kept.activity (account, at, id) where account is not null;
create index activity_of_action on kept.activity (action, at, id);
create index activity_of_subject on kept.activity (left(subject, 100), at, id) where subject is not null;
