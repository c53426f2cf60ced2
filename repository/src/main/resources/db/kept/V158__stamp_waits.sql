-- How often a certified copy was put off because the authority of time did not answer: counted apart from attempts, which other
-- faults use up in minutes. See docs/adr/0029-copies-for-requests.md.
alter table kept.granted_copy add column stamp_waits integer not null default 0 check (stamp_waits >= 0);
-- A copy that waits now has had its waits counted as attempts.
update kept.granted_copy set stamp_waits = least(attempts, 4), attempts = 0 where state = 'WAITING' and problem = 'COPY_NO_STAMP';
