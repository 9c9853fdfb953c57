-- Who prepared an import; empty for those before.
ALTER TABLE import_run ADD COLUMN created_by TEXT NOT NULL DEFAULT '';
-- Events of persons who refused analytics: counted and nothing else.
ALTER TABLE import_run ADD COLUMN without_consent INTEGER NOT NULL DEFAULT 0;
-- Events that were refused though their rows could be read.
ALTER TABLE import_run ADD COLUMN refused_events INTEGER NOT NULL DEFAULT 0;
