-- Erasing some documents of a hồ sơ: what stays goes into another package, which takes its place and to which what is
-- said of the erased one leads. Ids only.
alter table kept.erasure add column successor uuid;                       -- the package that keeps the rest, or null
alter table kept.erasure add column documents uuid[] not null default '{}'; -- that are erased; none: all of it
alter table kept.erasure add check (successor is null or cardinality(documents) > 0);
create index erasure_successor on kept.erasure (successor) where successor is not null;

-- Where what is said of a package leads now: itself, or what keeps the rest of it.
create function kept.current_package(package uuid) returns uuid language sql stable as $$
    with recursive chain (id, n) as (
        select package, 0
        union all
        select e.successor, n + 1 from chain join kept.erasure e
            on e.object = chain.id and e.successor is not null and n < 100)
    select id from chain order by n desc limit 1
$$;

-- Itself and every package whose rest it keeps.
create function kept.packages_before(package uuid) returns setof uuid language sql stable as $$
    with recursive chain (id, n) as (
        select package, 0
        union all
        select e.object, n + 1 from chain join kept.erasure e on e.successor = chain.id and n < 100)
    select id from chain
$$;
