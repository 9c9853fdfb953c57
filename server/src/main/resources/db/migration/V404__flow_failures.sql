-- Runs that could not be decided, with what was wrong; whose they are says the run.
CREATE TABLE flow_failure (
    workspace TEXT    NOT NULL,
    run       TEXT    NOT NULL,
    flow      TEXT    NOT NULL,
    step      TEXT    NOT NULL,
    reason    TEXT    NOT NULL,
    failed_at INTEGER NOT NULL,
    times     INTEGER NOT NULL,
    PRIMARY KEY (workspace, run)
) STRICT, WITHOUT ROWID;

-- By version, for those who stay on an old one.
CREATE INDEX flow_run_version ON flow_run (workspace, flow, version) WHERE ended_at IS NULL;
