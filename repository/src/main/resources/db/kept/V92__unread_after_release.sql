-- Hồ sơ that an officer released, of whose pages not all are read yet: hidden from everybody but archivists until
-- they are, or until an officer says so.
create table kept.unread (
    aip_id uuid        primary key,
    since  timestamptz not null default now()
);
