-- Bodies in the order of the Vietnamese alphabet: the key that VietnameseOrder makes of a body's last name, so that lists are
-- paged through along an index. Null where it is still to be made: at the start of the application, for what was there before
-- and for what a backup of before brings back.
alter table kept.body add column sort_key text collate "C";
create index body_in_order on kept.body (sort_key, reference);
create index body_without_sort_key on kept.body (id) where sort_key is null;
