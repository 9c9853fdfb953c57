CREATE TABLE saved_query (
  workspace  TEXT    NOT NULL REFERENCES workspace (id),
  id         TEXT    NOT NULL,
  name       TEXT    NOT NULL,
  sql        TEXT    NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (workspace, id)
) STRICT, WITHOUT ROWID;

-- Documents whose inside the database need not know.
CREATE TABLE dashboard (
  workspace  TEXT    NOT NULL REFERENCES workspace (id),
  id         TEXT    NOT NULL,
  revision   INTEGER NOT NULL,
  content    TEXT    NOT NULL,
  updated_at INTEGER NOT NULL,
  updated_by TEXT    NOT NULL,
  PRIMARY KEY (workspace, id)
) STRICT, WITHOUT ROWID;
