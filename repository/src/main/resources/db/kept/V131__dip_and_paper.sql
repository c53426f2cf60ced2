-- Two more of the lawful copies (ADR 0045): the DIP with its certificate, in one ZIP, and the conversion to paper, which the desk prints.
alter table kept.granted_copy drop constraint granted_copy_kind_check;
alter table kept.granted_copy add constraint granted_copy_kind_check check (kind in ('PLAIN', 'CERTIFIED', 'DIP', 'PAPER'));

-- Of a DIP: its certificate and its package, each of which can be verified by itself. sha512 is that of the ZIP they leave in.
alter table kept.granted_copy add column certificate_sha512 text check (certificate_sha512 ~ '^[0-9a-f]{128}$');
alter table kept.granted_copy add column package_sha512 text check (package_sha512 ~ '^[0-9a-f]{128}$');
create index granted_copy_by_certificate on kept.granted_copy (certificate_sha512) where certificate_sha512 is not null;
create index granted_copy_by_package on kept.granted_copy (package_sha512) where package_sha512 is not null;

create function kept.granted_copy_parts_stay() returns trigger language plpgsql as $$
begin
    if (old.certificate_sha512 is not null and new.certificate_sha512 is distinct from old.certificate_sha512)
        or (old.package_sha512 is not null and new.package_sha512 is distinct from old.package_sha512) then
        raise exception 'What a DIP was made of is not changed';
    end if;
    return new;
end $$;
create trigger granted_copy_parts_stay before update on kept.granted_copy
    for each row execute function kept.granted_copy_parts_stay();
