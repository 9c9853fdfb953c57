-- Pictures that documents name by their id; one that no document names any more is removed.
CREATE TABLE picture (
    workspace  TEXT    NOT NULL REFERENCES workspace (id),
    id         TEXT    NOT NULL,
    type       TEXT    NOT NULL,
    width      INTEGER NOT NULL,
    height     INTEGER NOT NULL,
    content    BLOB    NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT    NOT NULL,
    PRIMARY KEY (workspace, id)
) STRICT;
