-- Of the pages that were measured as scans, those that show nothing; null where it was not measured.
alter table projection.content_file add blank_pages integer;
