-- Where the epoch's own changes begin: up to there stand the lines of the rebuild that made it.
alter table projection.epoch add column began bigint not null default 0;

-- What an index that begins behind the journal must not tell of is looked up before it answers.
create index journal_narrows on projection.journal (sequence)
    where kind in ('RIGHTS_CHANGED', 'AIP_WITHDRAWN', 'FONDS_RESTRICTED');
