-- Files whose pages are to be read by OCR once more, by another model; until they are, their old text serves. A rebuild
-- of the catalogue forgets what was asked for.
alter table projection.text_state add column again_with text; -- the model, as the settings name it
create index text_again on projection.text_state (place) where again_with is not null and not claimed and state = 'DONE';
-- Those of a fonds, piece by piece.
create index text_done_of_fonds on projection.text_state (fonds_id, file_id) where state = 'DONE';
