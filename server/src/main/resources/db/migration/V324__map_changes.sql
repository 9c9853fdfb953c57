-- Who changed what in a map, save by save: several people's changes are put together with it.
CREATE TABLE map_change (
    workspace TEXT    NOT NULL REFERENCES workspace (id),
    map       TEXT    NOT NULL,
    revision  INTEGER NOT NULL,
    made_at   INTEGER NOT NULL,
    made_by   TEXT    NOT NULL,
    client    TEXT    NOT NULL,
    effects   TEXT    NOT NULL,
    PRIMARY KEY (workspace, map, revision)
) STRICT, WITHOUT ROWID;
