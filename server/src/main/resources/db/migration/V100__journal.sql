-- Where the projector stands in the journal.
CREATE TABLE projector (
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  journal_id INTEGER NOT NULL
);
INSERT INTO projector (id, journal_id) VALUES (1, 0);

-- Batches that the projector could not digest: kept for a repaired program, never dropped.
CREATE TABLE quarantined_batch (
  journal_id  INTEGER PRIMARY KEY,
  workspace   TEXT NOT NULL,
  source      TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  reason      TEXT NOT NULL,
  events      BLOB NOT NULL
);

-- Highest event sequence and highest person number of each workspace.
CREATE TABLE workspace_position (
  workspace TEXT PRIMARY KEY,
  sequence  INTEGER NOT NULL,
  persons   INTEGER NOT NULL
) WITHOUT ROWID;

-- Hashes of recent message ids: (hash 16 bytes, arrival in milliseconds 8 bytes) each.
CREATE TABLE seen_chunk (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  entries BLOB NOT NULL
);
-- Sorted files that hold older hashes of the last seven days.
CREATE TABLE seen_run (
  file   TEXT PRIMARY KEY,
  newest INTEGER NOT NULL
) WITHOUT ROWID;

-- Events with their persons, until every consumer and the event files have them.
CREATE TABLE projected_log (
  workspace      TEXT NOT NULL,
  last_sequence  INTEGER NOT NULL,
  first_sequence INTEGER NOT NULL,
  events         BLOB NOT NULL,
  PRIMARY KEY (workspace, last_sequence)
);
CREATE TABLE log_consumer (
  name TEXT PRIMARY KEY
) WITHOUT ROWID;
CREATE TABLE log_position (
  workspace TEXT NOT NULL,
  consumer  TEXT NOT NULL REFERENCES log_consumer (name),
  sequence  INTEGER NOT NULL,
  PRIMARY KEY (workspace, consumer)
) WITHOUT ROWID;

-- The manifest: a Parquet file counts only if it stands here.
CREATE TABLE event_file (
  workspace      TEXT NOT NULL,
  last_sequence  INTEGER NOT NULL,
  first_sequence INTEGER NOT NULL,
  path           TEXT NOT NULL UNIQUE,
  size_bytes     INTEGER NOT NULL,
  written_at     INTEGER NOT NULL,
  PRIMARY KEY (workspace, last_sequence)
) WITHOUT ROWID;

CREATE TABLE source_count (
  workspace     TEXT NOT NULL,
  source        TEXT NOT NULL,
  accepted      INTEGER NOT NULL DEFAULT 0,
  duplicate     INTEGER NOT NULL DEFAULT 0,
  refused       INTEGER NOT NULL DEFAULT 0,
  last_event_at INTEGER,
  PRIMARY KEY (workspace, source)
) WITHOUT ROWID;
