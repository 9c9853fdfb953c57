-- Links that show a saved report or a dashboard to anybody; ended ones stay, so that it can be told who made them.
CREATE TABLE share_link (
  workspace  TEXT    NOT NULL REFERENCES workspace (id),
  id         TEXT    NOT NULL,
  token_hash BLOB    NOT NULL UNIQUE,
  hint       TEXT    NOT NULL,
  content    TEXT    NOT NULL,
  created_at INTEGER NOT NULL,
  created_by TEXT    NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER,
  revoked_by TEXT    NOT NULL DEFAULT '',
  opened_at  INTEGER,
  PRIMARY KEY (workspace, id)
) STRICT, WITHOUT ROWID;
