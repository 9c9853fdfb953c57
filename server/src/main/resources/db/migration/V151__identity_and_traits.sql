-- Merges that somebody made explicitly can be undone. sequence: the workspace's newest event when it was made.
-- state: DONE, UNDOING (until stored events follow) or UNDONE.
ALTER TABLE person_merge ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0;
ALTER TABLE person_merge ADD COLUMN merged_by TEXT NOT NULL DEFAULT '';
ALTER TABLE person_merge ADD COLUMN state TEXT NOT NULL DEFAULT 'DONE';
ALTER TABLE person_merge ADD COLUMN undone_at INTEGER;
ALTER TABLE person_merge ADD COLUMN undone_by TEXT;
-- Statements about consent that came with the one merged away, as a JSON array of their ids.
ALTER TABLE person_merge ADD COLUMN consents TEXT NOT NULL DEFAULT '[]';
CREATE INDEX person_merge_from ON person_merge (workspace, from_person);
CREATE INDEX person_merge_undoing ON person_merge (id) WHERE state = 'UNDOING';

-- Every change of a trait, by the person as it was then. value: JSON, empty when it was removed.
-- source: id of the event's source, or operator:NAME, or flow. sequence: of the event, or the newest one before it.
CREATE TABLE trait_change (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace TEXT    NOT NULL,
  person    INTEGER NOT NULL,
  trait     TEXT    NOT NULL,
  value     TEXT    NOT NULL,
  source    TEXT    NOT NULL,
  at        INTEGER NOT NULL,
  sequence  INTEGER NOT NULL
) STRICT;
CREATE INDEX trait_change_person ON trait_change (workspace, person, trait, id);
CREATE INDEX person_phone ON person (workspace, json_extract(traits, '$.phone'))
  WHERE merged_into IS NULL AND json_extract(traits, '$.phone') IS NOT NULL;
