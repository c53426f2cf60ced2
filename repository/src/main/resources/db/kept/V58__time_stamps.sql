-- Time stamps of checkpoints (RFC 3161): the answer of the authority lies beside the note in the store.
alter table kept.ledger_checkpoint add column stamped_at timestamptz; -- as the authority says; null: none
alter table kept.ledger_checkpoint add column stamp_sha256 text;      -- of the stored answer
