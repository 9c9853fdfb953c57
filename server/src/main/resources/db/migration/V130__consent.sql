-- person 0 is nobody: a refusal of a browser that is not known. origin: see ConsentOrigin.
ALTER TABLE consent_entry ADD COLUMN origin TEXT NOT NULL DEFAULT 'API';
ALTER TABLE consent_entry ADD COLUMN text_version INTEGER;
ALTER TABLE consent_entry ADD COLUMN language TEXT NOT NULL DEFAULT '';
ALTER TABLE consent_entry ADD COLUMN text_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE consent_entry ADD COLUMN network TEXT NOT NULL DEFAULT '';
ALTER TABLE consent_entry ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE consent_entry ADD COLUMN receipt TEXT NOT NULL DEFAULT '';
ALTER TABLE consent_entry ADD COLUMN note TEXT NOT NULL DEFAULT '';
UPDATE consent_entry SET origin = 'UNSUBSCRIBE' WHERE source = 'unsubscribe link';
CREATE INDEX consent_entry_time ON consent_entry (workspace, at, id);
CREATE UNIQUE INDEX consent_entry_nobody ON consent_entry (workspace, receipt, purpose) WHERE person = 0;
CREATE INDEX consent_entry_refused ON consent_entry (workspace, purpose) WHERE granted = 0;

-- Events of people without consent to analytics: how many, never whose. Days are the workspace's.
CREATE TABLE event_without_consent (
  workspace TEXT NOT NULL,
  day       TEXT NOT NULL,
  source    TEXT NOT NULL,
  event     TEXT NOT NULL,
  path      TEXT NOT NULL,
  channel   TEXT NOT NULL,
  device    TEXT NOT NULL,
  events    INTEGER NOT NULL,
  PRIMARY KEY (workspace, day, source, event, path, channel, device)
) WITHOUT ROWID;

-- What a source's events rest on. Sources of before go on as they were: their sender vouches.
ALTER TABLE source ADD COLUMN consent TEXT NOT NULL DEFAULT 'ELSEWHERE';
CREATE TABLE source_consent_change (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace TEXT NOT NULL,
  source    TEXT NOT NULL,
  consent   TEXT NOT NULL,
  at        INTEGER NOT NULL,
  by_whom   TEXT NOT NULL
);
CREATE INDEX source_consent_change_source ON source_consent_change (workspace, source, id);

CREATE TABLE consent_text (
  workspace  TEXT NOT NULL,
  version    INTEGER NOT NULL,
  ask_again  INTEGER NOT NULL,
  texts      TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  PRIMARY KEY (workspace, version)
) WITHOUT ROWID;

CREATE TABLE consent_setting (
  workspace TEXT PRIMARY KEY,
  settings  TEXT NOT NULL
) WITHOUT ROWID;
