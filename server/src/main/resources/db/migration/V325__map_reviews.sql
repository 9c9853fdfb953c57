-- What is said about maps, and what they once were.
CREATE TABLE map_comment (
    workspace   TEXT    NOT NULL REFERENCES workspace (id),
    id          TEXT    NOT NULL,
    map         TEXT    NOT NULL,
    card        TEXT    NOT NULL,
    thread      TEXT    NOT NULL,
    comment     TEXT    NOT NULL,
    author      TEXT    NOT NULL,
    guest       INTEGER NOT NULL,
    created_at  INTEGER NOT NULL,
    resolved_at INTEGER,
    resolved_by TEXT    NOT NULL DEFAULT '',
    PRIMARY KEY (workspace, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX map_comment_map ON map_comment (workspace, map, created_at);

CREATE TABLE map_version (
    workspace  TEXT    NOT NULL REFERENCES workspace (id),
    map        TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    revision   INTEGER NOT NULL,
    name       TEXT    NOT NULL,
    kept       TEXT    NOT NULL,
    content    TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT    NOT NULL,
    PRIMARY KEY (workspace, map, id)
) STRICT, WITHOUT ROWID;
