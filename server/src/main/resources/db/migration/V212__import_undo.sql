ALTER TABLE import_run ADD COLUMN undone_at INTEGER;
ALTER TABLE import_run ADD COLUMN undone_by TEXT;
ALTER TABLE import_run ADD COLUMN undone_events INTEGER;
ALTER TABLE import_run ADD COLUMN undone_people INTEGER;

-- Whom an import that is being undone concerned, the traits it spoke of as its events named them, and the place of the
-- first such event; empty again when it is done.
CREATE TABLE import_undo_person (
    import_id TEXT    NOT NULL REFERENCES import_run (id),
    workspace TEXT    NOT NULL,
    person    INTEGER NOT NULL,
    traits    TEXT    NOT NULL,
    sequence  INTEGER NOT NULL,
    PRIMARY KEY (import_id, person)
) STRICT, WITHOUT ROWID;

-- Events that an undo removed: when they are imported again they get another id, or they would be taken for known.
CREATE TABLE import_undone (
    workspace  TEXT NOT NULL,
    message_id TEXT NOT NULL,
    import_id  TEXT NOT NULL REFERENCES import_run (id),
    PRIMARY KEY (workspace, message_id, import_id)
) STRICT, WITHOUT ROWID;
