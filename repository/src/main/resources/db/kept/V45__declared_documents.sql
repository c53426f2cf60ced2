-- What hồ sơ say they have of documents, also where the list has fewer and an archivist accepted that; null before.
alter table kept.delivery add column declared_documents bigint;
