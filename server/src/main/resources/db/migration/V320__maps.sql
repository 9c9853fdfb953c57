-- Personas, touchpoints, maps and the stage model: documents whose inside the database need not know.
CREATE TABLE map_document (
    workspace  TEXT    NOT NULL REFERENCES workspace (id),
    kind       TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    revision   INTEGER NOT NULL,
    content    TEXT    NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT    NOT NULL,
    PRIMARY KEY (workspace, kind, id)
) STRICT, WITHOUT ROWID;
