-- Where a package that was erased by a decision is erased in a copy, and what that copy's store holds of it still.
create table kept.erased_in_copy (
    object     uuid        not null,
    copy       text        not null,
    erased_at  timestamptz not null,
    held       boolean     not null,
    held_until timestamptz,
    primary key (object, copy)
);
