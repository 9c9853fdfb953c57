CREATE TABLE import_run (
    id           TEXT PRIMARY KEY,
    workspace    TEXT    NOT NULL REFERENCES workspace (id),
    file_name    TEXT    NOT NULL,
    mapping      TEXT    NOT NULL,
    status       TEXT    NOT NULL,
    error        TEXT,
    bytes_read   INTEGER NOT NULL DEFAULT 0,
    bytes_total  INTEGER NOT NULL DEFAULT 0,
    lines_read   INTEGER NOT NULL DEFAULT 0,
    -- How many events of the file's fixed order were handed over: where a stopped run goes on.
    events_done  INTEGER NOT NULL DEFAULT 0,
    refused      INTEGER NOT NULL DEFAULT 0,
    created_at   INTEGER NOT NULL,
    finished_at  INTEGER
) STRICT;

CREATE INDEX import_run_by_workspace ON import_run (workspace, created_at);

CREATE TABLE import_bad_line (
    import_id TEXT    NOT NULL REFERENCES import_run (id),
    line      INTEGER NOT NULL,
    reason    TEXT    NOT NULL,
    text      TEXT    NOT NULL,
    PRIMARY KEY (import_id, line)
) STRICT, WITHOUT ROWID;
