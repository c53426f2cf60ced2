-- Entries of paper by references as people type them, by the rule of projection V61; a function of its own, because
-- projection may be made again and what is kept must not hang on it.
create function kept.reference_key(reference text) returns text
    language sql immutable parallel safe
    return trim(both '.' from regexp_replace(
        lower(translate(regexp_replace(normalize(reference, NFD), '[\u0300-\u036f]', '', 'g'), 'đĐðÐ', 'dddd')),
        '[^a-z0-9]+', '.', 'g'));

create index paper_entry_reference on kept.paper_entry (kept.reference_key(file_code)) where record is null and not withdrawn;
