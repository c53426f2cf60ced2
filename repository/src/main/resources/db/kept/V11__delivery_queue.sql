-- The order in which deliveries wait for their turn, and which of them an archivist has paused.

create sequence kept.delivery_place;

alter table kept.delivery
    add column place  bigint  not null default nextval('kept.delivery_place'),
    add column paused boolean not null default false,
    add column account uuid;                    -- whose account handed it in; null for the command line

alter sequence kept.delivery_place owned by kept.delivery.place;
