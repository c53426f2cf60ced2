-- An account of an identity provider that was closed only because its body had ended is opened by the provider's word that its
-- person is with another body now. So it is kept what closed an account: its body's end and nothing else, or somebody.
alter table kept.account add column closed_by_end boolean not null default false;
alter table kept.account add constraint closed_by_end_is_closed check (not (enabled and closed_by_end));

-- Of what was closed before: by its body's end, not opened since, and the log has nobody who closed it after.
update kept.account a set closed_by_end = true
from kept.account_closing c
where not a.enabled and c.account = a.id and c.body = a.body and c.reopened_at is null
  and not exists (
      select from kept.activity l
      where l.action = 'ACCOUNT_DISABLED' and l.subject = a.username and l.at >= c.closed_at);

-- To which body the provider's word moved it.
alter table kept.account_closing add column followed_by uuid references kept.body (id);
alter table kept.account_closing add column followed_at timestamptz;
