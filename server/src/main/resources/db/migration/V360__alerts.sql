-- Messages to users of Percorso; what a claimed one became is known or UNKNOWN, never sent twice.
CREATE TABLE notice (
  sequence   INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace  TEXT    NOT NULL,
  purpose    TEXT    NOT NULL,
  user_id    TEXT    NOT NULL,
  address    TEXT    NOT NULL,
  content    TEXT    NOT NULL,
  status     TEXT    NOT NULL,
  attempts   INTEGER NOT NULL DEFAULT 0,
  reason     TEXT    NOT NULL DEFAULT '',
  not_before INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (workspace, purpose, user_id)
) STRICT;
CREATE INDEX notice_waiting ON notice (not_before) WHERE status IN ('PENDING', 'SENDING');

-- state: CALM, RAISED, UNKNOWN (cannot be checked, see problem) or TOO_EARLY (not enough to compare with)
CREATE TABLE alert (
  workspace  TEXT    NOT NULL REFERENCES workspace (id),
  id         TEXT    NOT NULL,
  content    TEXT    NOT NULL,
  state      TEXT    NOT NULL,
  problem    TEXT    NOT NULL DEFAULT '',
  reading    TEXT,
  checked_at INTEGER,
  next_check INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  updated_by TEXT    NOT NULL,
  PRIMARY KEY (workspace, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX alert_next_check ON alert (next_check);

-- At most one incident for each day that an alert looks at.
CREATE TABLE alert_incident (
  workspace  TEXT    NOT NULL,
  alert      TEXT    NOT NULL,
  day        TEXT    NOT NULL,
  reading    TEXT    NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at   INTEGER,
  PRIMARY KEY (workspace, alert, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX alert_incident_newest ON alert_incident (workspace, started_at);
