-- Whether an archivist decides on what falls short of the contract with a contractor (DECIDED) or is only
-- told of it (TOLD); null means as the project's setting says.
alter table kept.contractor add column scan_breach text;
