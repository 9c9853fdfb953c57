-- Who did what when. Entries are only added; erasing a person blanks a subject that was about that person.
CREATE TABLE audit_entry (
  sequence  INTEGER PRIMARY KEY AUTOINCREMENT,
  at        INTEGER NOT NULL,
  workspace TEXT,
  actor     TEXT    NOT NULL,
  user_id   TEXT,
  action    TEXT    NOT NULL,
  subject   TEXT    NOT NULL,
  person    INTEGER
) STRICT;
CREATE INDEX audit_entry_workspace ON audit_entry (workspace, sequence);
CREATE INDEX audit_entry_person ON audit_entry (workspace, person) WHERE person IS NOT NULL;
CREATE TRIGGER audit_entry_stays BEFORE UPDATE OF sequence, at, workspace, actor, user_id, action ON audit_entry
BEGIN
  SELECT raise(ABORT, 'entries of the audit log are never changed');
END;

-- numbers: of the person and everyone merged into it, as a JSON array, until the erasure is done.
CREATE TABLE erasure (
  workspace       TEXT    NOT NULL REFERENCES workspace (id),
  id              TEXT    NOT NULL,
  phase           TEXT    NOT NULL,
  reason          TEXT    NOT NULL,
  requested_at    INTEGER NOT NULL,
  requested_by    TEXT    NOT NULL,
  finished_at     INTEGER,
  persons         INTEGER NOT NULL,
  numbers         TEXT    NOT NULL,
  events_removed  INTEGER NOT NULL DEFAULT 0,
  events_changed  INTEGER NOT NULL DEFAULT 0,
  files_rewritten INTEGER NOT NULL DEFAULT 0,
  remains         TEXT    NOT NULL DEFAULT '[]',
  problem         TEXT    NOT NULL DEFAULT '',
  lifted_at       INTEGER,
  PRIMARY KEY (workspace, id)
) STRICT, WITHOUT ROWID;

-- Keyed hashes of ids and addresses of erased persons: who comes again with one is refused.
CREATE TABLE erased_id (
  workspace TEXT NOT NULL,
  hash      TEXT NOT NULL,
  erasure   TEXT NOT NULL,
  PRIMARY KEY (workspace, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE erasure_secret (
  id     INTEGER PRIMARY KEY CHECK (id = 1),
  secret TEXT NOT NULL
) STRICT;

-- How long each kind of data is kept; without a row for ever.
CREATE TABLE retention_limit (
  workspace TEXT    NOT NULL REFERENCES workspace (id),
  kind      TEXT    NOT NULL,
  days      INTEGER NOT NULL,
  PRIMARY KEY (workspace, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE retention_run (
  workspace TEXT    NOT NULL REFERENCES workspace (id),
  at        INTEGER NOT NULL,
  removed   TEXT    NOT NULL,
  problem   TEXT    NOT NULL DEFAULT '',
  PRIMARY KEY (workspace, at)
) STRICT, WITHOUT ROWID;

CREATE TABLE privacy_setting (
  workspace   TEXT    PRIMARY KEY REFERENCES workspace (id),
  drop_erased INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
