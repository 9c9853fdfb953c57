CREATE TABLE source (
  id         TEXT PRIMARY KEY,
  workspace  TEXT NOT NULL,
  name       TEXT NOT NULL,
  kind       TEXT NOT NULL,
  key_hash   TEXT NOT NULL UNIQUE,
  hint       TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  revoked_at INTEGER
) WITHOUT ROWID;
CREATE INDEX source_workspace ON source (workspace, created_at);

CREATE TABLE dead_letter (
  sequence    INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace   TEXT NOT NULL,
  source      TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  code        TEXT NOT NULL,
  reason      TEXT NOT NULL,
  payload     TEXT NOT NULL
);
CREATE INDEX dead_letter_workspace ON dead_letter (workspace, sequence);
