-- Codes are found whatever their capitals are: a delivery's may differ from what is kept in nothing else.
create index record_code_folded on projection.record (lower(arc_file_code));
