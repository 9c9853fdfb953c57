CREATE TABLE saved_query (
  workspace  TEXT    NOT NULL REFERENCES workspace (id),
  id         TEXT    NOT NULL,
  name       TEXT    NOT NULL,
  sql        TEXT    NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (workspace, id)
) STRICT, WITHOUT ROWID;
