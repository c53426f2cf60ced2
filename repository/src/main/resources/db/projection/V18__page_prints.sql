-- Prints of pages, of what they say, to find pages that are nearly identical. By the bytes of the file, so that a rebuild of the
-- catalogue keeps them; what is missing is made again from the files.

create table projection.file_print (
    file_no      integer generated always as identity primary key,
    sha512       bytea    not null,
    version      smallint not null,                 -- PagePrint.VERSION
    forget_after date,                              -- null: the file is kept
    unique (sha512, version)
);
create index file_print_to_forget on projection.file_print (forget_after) where forget_after is not null;

-- Pages that say too little to be compared have no row.
create table projection.page_print (
    file_no integer  not null references projection.file_print on delete cascade,
    page    integer  not null,                      -- from 1
    key1    integer  not null,
    key2    integer  not null,
    key3    integer  not null,
    key4    integer  not null,
    print   bytea    not null,
    primary key (file_no, page)
);
create index page_print_key1 on projection.page_print (key1);
create index page_print_key2 on projection.page_print (key2);
create index page_print_key3 on projection.page_print (key3);
create index page_print_key4 on projection.page_print (key4);
