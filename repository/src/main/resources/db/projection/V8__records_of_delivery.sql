-- The hồ sơ of a delivery in the order of its inventory.
create index record_of_delivery on projection.record (delivery_id, sort_key, id)
    where visible and delivery_id is not null;
