-- What minutes name as attached is kept with them: a list made anew later would tell what is then.
alter table kept.minutes add column lists jsonb not null default '[]'; -- DeliveryMinutes.AttachedList
create table kept.minutes_list (
    delivery_id uuid    not null,
    kind        text    not null,
    issue       integer not null,
    file_name   text    not null,
    ordinal     integer not null,               -- of the piece, from 0
    bytes       bytea   not null,
    primary key (delivery_id, kind, issue, file_name, ordinal),
    foreign key (delivery_id, kind, issue) references kept.minutes
);
