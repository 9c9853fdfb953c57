-- Points of people, a line each time; lines are never changed. Where somebody had fewer than were to be taken, asked says
-- how many were to be.
CREATE TABLE point_entry (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    workspace TEXT    NOT NULL,
    person    INTEGER NOT NULL,
    added_at  INTEGER NOT NULL,
    points    INTEGER NOT NULL,
    asked     INTEGER NOT NULL,
    reason    TEXT    NOT NULL,
    source    TEXT    NOT NULL,
    key       TEXT    NOT NULL,
    UNIQUE (workspace, key)
) STRICT;

CREATE INDEX point_entry_person ON point_entry (workspace, person, id);

-- The sums of the lines, the tier that the rest was told of, and whether it has to be told: 1 when points changed, 2 when
-- the tiers did.
CREATE TABLE point_standing (
    workspace TEXT    NOT NULL,
    person    INTEGER NOT NULL,
    points    INTEGER NOT NULL CHECK (points >= 0),
    earned    INTEGER NOT NULL,
    tier      TEXT    NOT NULL DEFAULT '',
    changes   INTEGER NOT NULL DEFAULT 0,
    due       INTEGER NOT NULL,
    PRIMARY KEY (workspace, person)
) STRICT, WITHOUT ROWID;

CREATE INDEX point_standing_due ON point_standing (workspace, person) WHERE due > 0;
CREATE INDEX point_standing_order ON point_standing (workspace, points DESC, person);

-- The tiers of a workspace, as JSON.
CREATE TABLE loyalty_tiers (
    workspace TEXT NOT NULL PRIMARY KEY,
    tiers     TEXT NOT NULL
) STRICT, WITHOUT ROWID;
