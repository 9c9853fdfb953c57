-- Reports and dashboards that come by e-mail.
CREATE TABLE digest (
  workspace  TEXT    NOT NULL REFERENCES workspace (id),
  id         TEXT    NOT NULL,
  content    TEXT    NOT NULL,
  next_at    INTEGER NOT NULL,
  last_at    INTEGER,
  problem    TEXT    NOT NULL DEFAULT '',
  updated_at INTEGER NOT NULL,
  updated_by TEXT    NOT NULL,
  PRIMARY KEY (workspace, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX digest_next ON digest (next_at);
