-- label_rank: 0 anonymous id, 1 user id, 2 e-mail, 3 name.
CREATE TABLE person (
  workspace   TEXT NOT NULL,
  id          INTEGER NOT NULL,
  identified  INTEGER NOT NULL,
  merged_into INTEGER,
  label       TEXT NOT NULL COLLATE NOCASE,
  label_rank  INTEGER NOT NULL,
  email       TEXT COLLATE NOCASE,
  traits      TEXT NOT NULL DEFAULT '{}',
  created_at  INTEGER NOT NULL,
  PRIMARY KEY (workspace, id)
) WITHOUT ROWID;
CREATE INDEX person_label ON person (workspace, label) WHERE merged_into IS NULL;
CREATE INDEX person_email ON person (workspace, email) WHERE email IS NOT NULL AND merged_into IS NULL;
CREATE INDEX person_merged ON person (workspace, merged_into) WHERE merged_into IS NOT NULL;

-- kind: a = anonymous, u = user
CREATE TABLE person_identity (
  workspace TEXT NOT NULL,
  kind      TEXT NOT NULL,
  value     TEXT NOT NULL,
  person    INTEGER NOT NULL,
  PRIMARY KEY (workspace, kind, value)
) WITHOUT ROWID;
CREATE INDEX person_identity_person ON person_identity (workspace, person);

CREATE TABLE person_merge (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace   TEXT NOT NULL,
  from_person INTEGER NOT NULL,
  into_person INTEGER NOT NULL,
  reason      TEXT NOT NULL,
  message_id  TEXT NOT NULL,
  merged_at   INTEGER NOT NULL
);
CREATE INDEX person_merge_into ON person_merge (workspace, into_person);

CREATE TABLE consent_entry (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace TEXT NOT NULL,
  person    INTEGER NOT NULL,
  purpose   TEXT NOT NULL,
  granted   INTEGER NOT NULL,
  source    TEXT NOT NULL,
  at        INTEGER NOT NULL
);
CREATE INDEX consent_entry_person ON consent_entry (workspace, person, purpose, id);
