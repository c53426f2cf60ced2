-- What the lists of a delivery told, hồ sơ that were kept out included: minutes set it against what
-- was counted. Null where no hồ sơ told, and for deliveries from before.
alter table kept.delivery add column declared_sheets bigint;
alter table kept.delivery add column declared_pages  bigint;

-- Minutes that were signed stay as they were; made again, they are another issue of one number.
alter table kept.minutes drop constraint minutes_pkey;
alter table kept.minutes add primary key (delivery_id, kind, issue);
alter table kept.minutes drop constraint minutes_year_number_key;
alter table kept.minutes add unique (year, number, issue);
update kept.minutes set
    parties = parties || '{"told": {"registration": "", "contract": "", "boxes": "", "metres": ""}}',
    figures = figures || '{"scans": {}}' || jsonb_build_object(
        'filesBrought', coalesce(figures #> '{declared,files}', '0'),
        'bytesBrought', coalesce(figures #> '{declared,bytes}', '0'),
        'declared', (figures -> 'declared') || '{"files": null, "bytes": null}');
