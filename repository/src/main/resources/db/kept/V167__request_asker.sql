-- Whose request it is, or was: who takes it out of the user file still does not decide on it. Never deleted.
create table kept.request_asker (
    reference text not null references kept.access_request (reference),
    account   uuid not null references kept.account,
    primary key (reference, account)
);
insert into kept.request_asker (reference, account) select reference, account from kept.account_request;
