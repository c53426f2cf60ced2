-- The hồ sơ of a fonds that has a code, whatever its capitals: entries of paper are linked with it once it is digitised.
create index record_code_in_fonds on projection.record (fonds_id, lower(file_code));
