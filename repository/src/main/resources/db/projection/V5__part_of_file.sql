-- Documents of one hồ sơ may share a file and have a range of its pages each; then each has a row of
-- its own, and path, name, size and digests are those of the whole file.
alter table projection.content_file
    add whole_id    uuid,                             -- id of the file in the package, null: it is whole
    add first_page  integer,                          -- of the document, in the whole file, from 1
    add whole_pages integer,                          -- of the whole file
    add again       boolean not null default false,   -- an earlier row is of the same file: its bytes are counted
    add check ((whole_id is null) = (first_page is null) and (whole_id is null) = (whole_pages is null));
