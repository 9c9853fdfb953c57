-- Audiences of advertising that follow a segment by the destination's API.
CREATE TABLE audience_sync (
    workspace TEXT    NOT NULL,
    id        TEXT    NOT NULL,
    content   TEXT    NOT NULL,
    -- sealed
    secrets   TEXT    NOT NULL,
    -- deleted: everybody leaves the audience, then the row goes
    ending    INTEGER NOT NULL DEFAULT 0,
    next_at   INTEGER NOT NULL,
    -- when the rows of everybody were last compared with what is known of them
    full_at   INTEGER NOT NULL DEFAULT 0,
    synced_at INTEGER,
    attempts  INTEGER NOT NULL DEFAULT 0,
    trouble   TEXT    NOT NULL DEFAULT '',
    added     INTEGER NOT NULL DEFAULT 0,
    removed   INTEGER NOT NULL DEFAULT 0,
    invalid   INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace, id)
) STRICT, WITHOUT ROWID;

-- Who was or is about to be told to a destination, with the hashes that it got or gets. A row is there before the
-- destination hears of it, so that whoever may be known there is taken out again.
CREATE TABLE audience_member (
    sequence  INTEGER PRIMARY KEY,
    workspace TEXT    NOT NULL,
    sync      TEXT    NOT NULL,
    person    INTEGER NOT NULL,
    hashes    TEXT    NOT NULL,
    -- ADDING, IN or LEAVING
    state     TEXT    NOT NULL
) STRICT;
CREATE INDEX audience_member_state ON audience_member (workspace, sync, state, sequence);
CREATE INDEX audience_member_person ON audience_member (workspace, person);
