-- A receipt is recorded once for a request, as long as it is not cancelled.
create unique index fee_payment_receipt on kept.fee_payment (reference, method, lower(receipt))
    where cancelled_at is null;

-- A copy that waits for its fee is looked at again in an hour; at once when the fee was told anew or something was paid.
create function kept.fee_moves_copies() returns trigger language plpgsql as $$
begin
    update kept.granted_copy set next_at = new.at
    where request = new.reference and state = 'WAITING';
    return null;
end $$;
create trigger fee_moves_copies after insert on kept.fee for each row execute function kept.fee_moves_copies();
create trigger fee_moves_copies after insert on kept.fee_payment for each row execute function kept.fee_moves_copies();
