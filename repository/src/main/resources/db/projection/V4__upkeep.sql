-- A page in the middle of a long list is found in the index alone when a vacuum has marked the
-- table's pages as seen by all. The usual fifth of the table would be 20,000 of 100,000 hồ sơ that
-- are walked over row by row.
alter table projection.record set (
    autovacuum_vacuum_scale_factor = 0.01,
    autovacuum_vacuum_insert_scale_factor = 0.01,
    autovacuum_analyze_scale_factor = 0.02);
alter table projection.series set (
    autovacuum_vacuum_scale_factor = 0.02,
    autovacuum_vacuum_insert_scale_factor = 0.02);
