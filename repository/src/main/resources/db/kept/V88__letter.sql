-- Letters to people by e-mail, from the transaction they were written in until the mail server took them. Sent or
-- given up, their address and words are forgotten.

create table kept.letter (
    id         uuid        primary key,
    about      text        not null,
    recipient  text        not null,
    subject    text        not null,
    words      text        not null,
    written_at timestamptz not null,
    attempts   integer     not null default 0,
    next_at    timestamptz not null,
    sent_at    timestamptz,
    given_up_at timestamptz,
    problem    text
);
create index letter_due on kept.letter (next_at) where sent_at is null and given_up_at is null;
create index letter_about on kept.letter (about, written_at);
