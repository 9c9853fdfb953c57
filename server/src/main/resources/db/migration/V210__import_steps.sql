-- Who prepared an import; empty for those before.
ALTER TABLE import_run ADD COLUMN created_by TEXT NOT NULL DEFAULT '';
