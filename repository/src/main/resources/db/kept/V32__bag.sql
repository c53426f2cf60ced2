-- What the sender said of the bag that a delivery came in (Aip.Bag as JSON), once its digests were
-- compared with the files; null for a delivery in no bag.
alter table kept.delivery add column bag jsonb;
