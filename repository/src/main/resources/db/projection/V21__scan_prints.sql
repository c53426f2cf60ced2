-- Prints of pages that are one image, of what they look like, to find the same scan saved in another way. Of files that have
-- a row in file_print, with which they are forgotten; what is missing is made again from the files.

create table projection.scan_print (
    file_no integer  not null references projection.file_print on delete cascade,
    page    integer  not null,                      -- from 1
    key1    integer  not null,                      -- ScanPrint.keys
    key2    integer  not null,
    key3    integer  not null,
    key4    integer  not null,
    unsure  bigint   not null,
    primary key (file_no, page)
);
create index scan_print_key1 on projection.scan_print (key1);
create index scan_print_key2 on projection.scan_print (key2);
create index scan_print_key3 on projection.scan_print (key3);
create index scan_print_key4 on projection.scan_print (key4);
