CREATE TABLE feed (
    id               TEXT PRIMARY KEY,
    workspace        TEXT    NOT NULL REFERENCES workspace (id),
    name             TEXT    NOT NULL,
    url              TEXT    NOT NULL,
    about            TEXT    NOT NULL,
    interval_minutes INTEGER NOT NULL,
    created_at       INTEGER NOT NULL,
    next_at          INTEGER NOT NULL,
    etag             TEXT    NOT NULL DEFAULT '',
    last_modified    TEXT    NOT NULL DEFAULT '',
    fetched_at       INTEGER,
    outcome          TEXT    NOT NULL DEFAULT '',
    error            TEXT    NOT NULL DEFAULT '',
    items            INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX feed_by_workspace ON feed (workspace, created_at);
CREATE INDEX feed_by_time ON feed (next_at);

-- Hashes of the entries that are events already: a feed shows an entry longer than message ids are remembered.
CREATE TABLE feed_item (
    feed TEXT NOT NULL REFERENCES feed (id),
    guid TEXT NOT NULL,
    PRIMARY KEY (feed, guid)
) STRICT, WITHOUT ROWID;
