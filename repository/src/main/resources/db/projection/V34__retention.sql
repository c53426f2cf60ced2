-- The last year of the retention of a hồ sơ: its term is counted from the year in which it was closed. Null where it never
-- ends or nobody can tell.
create function projection.retention_ends(maintenance text, end_year integer) returns integer
    language sql immutable parallel safe
    return end_year + case maintenance when 'YEARS_70' then 70 when 'YEARS_50' then 50 when 'YEARS_30' then 30
        when 'YEARS_20' then 20 when 'YEARS_10' then 10 end;
create index record_retention on projection.record
    (projection.retention_ends(description ->> 'maintenance', end_year), id)
    where visible and projection.retention_ends(description ->> 'maintenance', end_year) is not null;
