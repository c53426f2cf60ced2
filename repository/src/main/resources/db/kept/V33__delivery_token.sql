-- Tokens with which programs deliver in the name of an account. Only the hash of a token is kept.

create table kept.delivery_token (
    id           uuid primary key,
    account      uuid        not null references kept.account,
    name         text        not null,
    hash         bytea       not null unique,    -- SHA-256 of the token, which is 256 bits of chance
    created_at   timestamptz not null,
    created_by   text        not null,
    expires_at   timestamptz not null,
    last_used_at timestamptz,
    revoked_at   timestamptz
);
create index delivery_token_account on kept.delivery_token (account, created_at desc);
