-- What is to be covered on page images in copies for a request (ADR 0035). A box belongs to a page of bytes (digest of the kept file, page in it):
-- it is never laid over others. It is never changed: one that is moved is taken away and drawn anew. Nothing here says what lies beneath.
create table kept.redaction_box (
    id         uuid        primary key,
    request    text        not null references kept.access_request (reference),
    record     uuid        not null,
    document   uuid        not null,
    sha512     text        not null check (sha512 ~ '^[0-9a-f]{128}$'),
    page       integer     not null check (page > 0),                       -- of the kept file
    x          integer     not null check (x >= 0),                         -- ten-thousandths of the page, from its upper left corner
    y          integer     not null check (y >= 0),
    width      integer     not null check (width > 0 and x + width <= 10000),
    height     integer     not null check (height > 0 and y + height <= 10000),
    ground     text        not null,                                        -- of redaction-grounds.csv
    drawn_at   timestamptz not null,
    drawn_by   text        not null,
    removed_at timestamptz,
    removed_by text,
    check ((removed_at is null) = (removed_by is null))
);
create index redaction_box_of on kept.redaction_box (request, record) where removed_at is null;
create index redaction_box_of_record on kept.redaction_box (record);

-- Boxes go only when what they were drawn on is erased.
create function kept.redaction_box_stays() returns trigger language plpgsql as $$
begin
    if (new.id, new.request, new.record, new.document, new.sha512, new.page, new.x, new.y, new.width, new.height, new.ground, new.drawn_at,
            new.drawn_by) is distinct from
       (old.id, old.request, old.record, old.document, old.sha512, old.page, old.x, old.y, old.width, old.height, old.ground, old.drawn_at,
            old.drawn_by)
        or old.removed_at is not null then
        raise exception 'A box is not changed';
    end if;
    return new;
end $$;
create trigger redaction_box_stays before update on kept.redaction_box
    for each row execute function kept.redaction_box_stays();

-- Of a copy with redactions: what was ordered and approved, as a digest over its files and boxes; how many boxes and on which grounds.
alter table kept.granted_copy add column redaction text check (redaction ~ '^[0-9a-f]{64}$');
alter table kept.granted_copy add column boxes integer not null default 0;
alter table kept.granted_copy add column grounds text[] not null default '{}';

create function kept.granted_copy_redaction_stays() returns trigger language plpgsql as $$
begin
    if (new.redaction, new.boxes, new.grounds) is distinct from (old.redaction, old.boxes, old.grounds) then
        raise exception 'The redaction of a copy is not changed';
    end if;
    return new;
end $$;
create trigger granted_copy_redaction_stays before update on kept.granted_copy
    for each row execute function kept.granted_copy_redaction_stays();
