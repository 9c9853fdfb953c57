-- Calls of webhooks by steps of flows: made at least once, each with a stable id.
CREATE TABLE webhook_call (
    sequence        INTEGER PRIMARY KEY AUTOINCREMENT,
    workspace       TEXT    NOT NULL,
    flow            TEXT    NOT NULL,
    version         INTEGER NOT NULL,
    person          INTEGER NOT NULL,
    run             TEXT    NOT NULL,
    step            TEXT    NOT NULL,
    occurrence      INTEGER NOT NULL,
    status          TEXT    NOT NULL,
    attempts        INTEGER NOT NULL DEFAULT 0,
    not_before      INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    done_at         INTEGER,
    response_status INTEGER,
    reason          TEXT    NOT NULL DEFAULT '',
    -- fields of the answer, for conditions of the run
    answer          TEXT    NOT NULL DEFAULT '{}',
    -- whether the run has been told
    told            INTEGER NOT NULL DEFAULT 0,
    UNIQUE (workspace, flow, person, run, step, occurrence)
) STRICT;

CREATE INDEX webhook_call_pending ON webhook_call (not_before, sequence) WHERE status = 'PENDING';
CREATE INDEX webhook_call_untold ON webhook_call (sequence) WHERE told = 0 AND status <> 'PENDING';
CREATE INDEX webhook_call_person ON webhook_call (workspace, person);
CREATE INDEX webhook_call_flow ON webhook_call (workspace, flow, step, status);

-- Entries that the clock opens: when next, and how far an occurrence under way has come.
CREATE TABLE flow_clock (
    workspace     TEXT    NOT NULL,
    flow          TEXT    NOT NULL,
    entry         TEXT    NOT NULL,
    rule          TEXT    NOT NULL,
    next_at       INTEGER,
    occurrence_at INTEGER,
    done_up_to    INTEGER NOT NULL DEFAULT -1,
    PRIMARY KEY (workspace, flow, entry)
) STRICT, WITHOUT ROWID;
