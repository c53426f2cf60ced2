-- What the store was told and held once: an object of log/acknowledged/ that is gone, or another
-- than was written, is damage. Kept, since a rebuild from the store would forget with it.
create table kept.acknowledgement (
    object_key text primary key,
    sha512 text not null check (sha512 ~ '^[0-9a-f]{128}$')
);
