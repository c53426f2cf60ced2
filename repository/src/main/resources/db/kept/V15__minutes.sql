-- Minutes (biên bản) of deliveries with the number they were given: one of a kind for each delivery,
-- numbered from 1 in each year. Making one again keeps its number and counts its issues.
create table kept.minutes (
    delivery_id uuid        not null,
    kind        text        not null,          -- DeliveryMinutes.Kind
    year        integer     not null,
    number      integer     not null check (number > 0),
    issue       integer     not null check (issue > 0),
    made_at     timestamptz not null,
    made_by     text        not null,
    parties     jsonb       not null,          -- DeliveryMinutes.Parties
    figures     jsonb       not null,          -- DeliveryMinutes.Figures as they were then
    primary key (delivery_id, kind),
    unique (year, number)
);
