-- References as people type them in lists: without case, diacritics and what stands between their parts.
-- "H49.18.1998 - 05", "h49/18/1998/05" and "H49.18.1998.05" are one.
create function projection.reference_key(reference text) returns text
    language sql immutable parallel safe
    return trim(both '.' from regexp_replace(
        lower(translate(regexp_replace(normalize(reference, NFD), '[\u0300-\u036f]', '', 'g'), 'đĐðÐ', 'dddd')),
        '[^a-z0-9]+', '.', 'g'));

-- Numbers of documents ("05/QĐ-UBND", "5 QD UBND", "05-QĐUBND"): nothing stands between, and no zeros before.
create function projection.number_key(number text) returns text
    language sql immutable parallel safe
    return ltrim(replace(projection.reference_key(number), '.', ''), '0');

create index record_reference on projection.record (projection.reference_key(arc_file_code)) where visible;
create index record_reference_short on projection.record (projection.reference_key(file_code)) where visible;
create index document_number on projection.document
    (projection.number_key((description ->> 'codeNumber') || '/' || coalesce(description ->> 'codeNotation', '')))
    where (description ->> 'codeNumber') is not null;
create index document_number_of_year on projection.document
    (projection.number_key(description ->> 'codeNumber'), ((description -> 'issuedDate' ->> 'year')::integer))
    where (description ->> 'codeNumber') is not null;
