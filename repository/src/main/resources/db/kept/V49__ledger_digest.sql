-- The same digest as before, made without planning a query each time: it is made for every event.
create or replace function kept.ledger_sha256(variadic fields text[]) returns text
    language plpgsql stable parallel safe as $$
declare
    together text := '';
    field    text;
begin
    foreach field in array fields loop
        together := together || case when field is null then '-,' else octet_length(field) || ':' || field || ',' end;
    end loop;
    return encode(sha256(convert_to(together, 'UTF8')), 'hex');
end $$;
