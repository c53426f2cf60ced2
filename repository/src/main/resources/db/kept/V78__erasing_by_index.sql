-- What an erasure looks for by the hồ sơ, in tables that otherwise are read by delivery or correction.
create index correction_item_of_record on kept.correction_item (aip_id);
create index delivery_pair_of_record on kept.delivery_pair (record);
create index delivery_pair_of_one on kept.delivery_pair ((one ->> 'record'));
create index delivery_pair_of_other on kept.delivery_pair ((other ->> 'record'));
