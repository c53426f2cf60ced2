-- An account that an identity provider (OpenID Connect) vouches for has no password here: who comes is who the provider's
-- issuer and subject say, and its roles and body are the provider's. See docs/adr/0039-login-providers.md.
alter table kept.account
    add column provider text,                -- the name of the provider in the settings
    add column issuer text,
    add column subject text,
    alter column password_hash drop not null,
    add constraint account_password_or_provider
        check ((password_hash is null) = (provider is not null and issuer is not null and subject is not null));
create unique index account_subject on kept.account (issuer, subject) where issuer is not null;
