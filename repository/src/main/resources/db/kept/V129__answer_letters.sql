-- Letters that answer requests: numbered in a series of the archive for each year, without gaps, and kept as they were sent.
create table kept.answer_letter_series (
    year integer primary key,
    last integer not null check (last > 0)
);

create table kept.answer_letter (
    reference text        not null references kept.access_request (reference),
    n         integer     not null check (n > 0),          -- of the request
    year      integer     not null,
    sequence  integer     not null,                        -- of the year
    number    text        not null,                        -- as it stands on the letter
    decision  text        not null,
    at        timestamptz not null,
    done_by   text        not null,
    sha512    text        not null check (sha512 ~ '^[0-9a-f]{128}$'),
    pdf       bytea       not null,
    primary key (reference, n),
    unique (year, sequence)
);

create function kept.answer_letter_stays() returns trigger language plpgsql as $$
begin
    raise exception 'A letter that was sent is not changed';
end $$;
create trigger answer_letter_stays before update or delete on kept.answer_letter
    for each row execute function kept.answer_letter_stays();
