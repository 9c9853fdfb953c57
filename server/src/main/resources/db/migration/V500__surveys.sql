-- What people decided about the sound of a text; event is the arrival number of the event with the text.
CREATE TABLE sentiment_edit (
  workspace TEXT    NOT NULL REFERENCES workspace (id),
  event     INTEGER NOT NULL,
  person    INTEGER NOT NULL,
  sentiment TEXT    NOT NULL,
  edited_by TEXT    NOT NULL,
  edited_at INTEGER NOT NULL,
  PRIMARY KEY (workspace, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX sentiment_edit_person ON sentiment_edit (workspace, person);

-- Signs the links by which people answer without signing in.
CREATE TABLE survey_secret (
  id     INTEGER PRIMARY KEY CHECK (id = 1),
  secret TEXT    NOT NULL
) STRICT;
