-- An account of an agency belongs to one body of the register; what it reads of that body's and its predecessors' records
-- follows from the successions. See docs/adr/0027-accounts-of-bodies.md.
alter table kept.account add column body uuid references kept.body (id);
create index account_body on kept.account (body) where body is not null;

-- An account that was closed because its body had ended. A day of ending closes an account once: what an administrator
-- opens again stays open.
create table kept.account_closing (
    account uuid not null references kept.account (id),
    body uuid not null references kept.body (id),
    ended_on date not null,                 -- the first day on which the body was no more
    closed_at timestamptz not null,
    noted_at timestamptz,                   -- an administrator has seen it
    noted_by text,
    reopened_at timestamptz,
    reopened_by text,
    reason text,
    primary key (account, body, ended_on)
);
create index account_closing_open on kept.account_closing (closed_at) where noted_at is null;

-- Which body a fonds of a parted body went to, where the succession alone does not say it.
create table kept.fonds_share (
    body uuid not null references kept.body (id),
    fonds uuid not null,
    included boolean not null,
    reason text not null,
    decided_by text not null,
    decided_at timestamptz not null,
    primary key (body, fonds)
);

-- What the accounts of a body read, as the log was told. Nothing is read by succession before it stands here.
create table kept.body_reach (
    body uuid not null references kept.body (id),
    fonds uuid not null,
    ground text not null,
    since timestamptz not null,
    primary key (body, fonds)
);
