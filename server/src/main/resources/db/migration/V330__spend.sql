-- What a label of touchpoints (a channel, a campaign) cost from one day to another, both included.
CREATE TABLE spend (
  workspace TEXT NOT NULL,
  id        TEXT NOT NULL,
  property  TEXT NOT NULL,
  label     TEXT NOT NULL,
  first_day TEXT NOT NULL,
  last_day  TEXT NOT NULL,
  amount    TEXT NOT NULL,
  PRIMARY KEY (workspace, id),
  UNIQUE (workspace, property, label, first_day, last_day)
) STRICT, WITHOUT ROWID;
