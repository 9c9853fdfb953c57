CREATE TABLE annotation (
  workspace  TEXT    NOT NULL REFERENCES workspace (id),
  id         TEXT    NOT NULL,
  day        TEXT    NOT NULL,
  text       TEXT    NOT NULL,
  author     TEXT    NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (workspace, id)
) STRICT, WITHOUT ROWID;
