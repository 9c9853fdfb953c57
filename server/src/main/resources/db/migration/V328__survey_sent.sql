-- To whom a message with their link to a survey went out, for the share of them who answer.
CREATE TABLE survey_sent (
  workspace TEXT    NOT NULL REFERENCES workspace (id),
  survey    TEXT    NOT NULL,
  person    INTEGER NOT NULL,
  sent_at   INTEGER NOT NULL,
  PRIMARY KEY (workspace, survey, person, sent_at)
) STRICT, WITHOUT ROWID;
CREATE INDEX survey_sent_person ON survey_sent (workspace, person);
CREATE INDEX survey_sent_at ON survey_sent (workspace, sent_at);
