-- Which hồ sơ a finding tells of, by full code: its own, and others whose codes or files it names
-- (of a correction: by id). Null where that was not noted yet: such a finding is hidden and erased
-- with any hồ sơ that its delivery or correction brought.
alter table kept.delivery_finding add column records text[];
alter table kept.correction_finding add column records text[];
