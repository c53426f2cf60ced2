-- What the pages of a content file are as scans, as its package tells it; null where it was not measured.
alter table projection.content_file
    add a4            integer,                        -- the A4 pages they count as
    add lowest_dpi    integer,                        -- 0: no page is a scan that says it
    add colour_pages  integer,
    add grey_pages    integer,
    add bitonal_pages integer;
