CREATE TABLE flow (
    workspace   TEXT    NOT NULL,
    id          TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    description TEXT    NOT NULL,
    definition  TEXT    NOT NULL,
    status      TEXT    NOT NULL,
    revision    INTEGER NOT NULL,
    version     INTEGER NOT NULL,
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL,
    deleted_at  INTEGER,
    PRIMARY KEY (workspace, id)
) STRICT;

-- Versions never change: persons finish on the one they entered, and waiting messages take their text from it.
CREATE TABLE flow_version (
    workspace    TEXT    NOT NULL,
    flow         TEXT    NOT NULL,
    number       INTEGER NOT NULL,
    name         TEXT    NOT NULL,
    definition   TEXT    NOT NULL,
    published_at INTEGER NOT NULL,
    published_by TEXT    NOT NULL,
    PRIMARY KEY (workspace, flow, number)
) STRICT;

CREATE TABLE flow_run (
    workspace  TEXT    NOT NULL,
    run        TEXT    NOT NULL,
    flow       TEXT    NOT NULL,
    person     INTEGER NOT NULL,
    run_key    TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    step       TEXT    NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at   INTEGER,
    -- when the run must be looked at next; empty while its flow is paused
    due_at     INTEGER,
    -- the same, kept through a pause
    wake_at    INTEGER,
    state      TEXT    NOT NULL,
    PRIMARY KEY (workspace, run)
) STRICT;

CREATE UNIQUE INDEX flow_run_active ON flow_run (workspace, person, flow, run_key) WHERE ended_at IS NULL;
CREATE INDEX flow_run_history ON flow_run (workspace, flow, person);
CREATE INDEX flow_run_step ON flow_run (workspace, flow, step) WHERE ended_at IS NULL;
CREATE INDEX flow_run_due ON flow_run (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE flow_count (
    workspace TEXT    NOT NULL,
    flow      TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    source    TEXT    NOT NULL,
    target    TEXT    NOT NULL,
    persons   INTEGER NOT NULL,
    PRIMARY KEY (workspace, flow, kind, source, target)
) STRICT, WITHOUT ROWID;

-- Who was in the segments that flows watch when they were last looked at.
CREATE TABLE flow_segment_member (
    workspace TEXT    NOT NULL,
    segment   TEXT    NOT NULL,
    person    INTEGER NOT NULL,
    PRIMARY KEY (workspace, segment, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE flow_watched_segment (
    workspace TEXT NOT NULL,
    segment   TEXT NOT NULL,
    PRIMARY KEY (workspace, segment)
) STRICT, WITHOUT ROWID;

-- Traits that steps set and that the people's records do not have yet.
CREATE TABLE flow_trait (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    workspace TEXT    NOT NULL,
    person    INTEGER NOT NULL,
    trait     TEXT    NOT NULL,
    value     TEXT    NOT NULL
) STRICT;

-- Up to which merge of persons the runs have followed.
CREATE TABLE flow_merge_position (
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    merge INTEGER NOT NULL
) STRICT;
INSERT INTO flow_merge_position (id, merge) VALUES (1, 0);

CREATE TABLE outbox (
    sequence   INTEGER PRIMARY KEY AUTOINCREMENT,
    workspace  TEXT    NOT NULL,
    flow       TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    person     INTEGER NOT NULL,
    run        TEXT    NOT NULL,
    step       TEXT    NOT NULL,
    occurrence INTEGER NOT NULL,
    marketing  INTEGER NOT NULL,
    topic      TEXT    NOT NULL,
    status     TEXT    NOT NULL,
    reason     TEXT    NOT NULL DEFAULT '',
    recipient  TEXT    NOT NULL DEFAULT '',
    subject    TEXT    NOT NULL DEFAULT '',
    attempts   INTEGER NOT NULL DEFAULT 0,
    not_before INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    sent_at    INTEGER,
    UNIQUE (workspace, flow, person, run, step, occurrence)
) STRICT;

CREATE INDEX outbox_pending ON outbox (not_before, sequence) WHERE status = 'PENDING';
CREATE INDEX outbox_sending ON outbox (sequence) WHERE status = 'SENDING';
CREATE INDEX outbox_person ON outbox (workspace, person);
CREATE INDEX outbox_flow ON outbox (workspace, flow, step, status);

-- Addresses that get no marketing, as keyed hashes, so that the list outlives the erasure of the person.
CREATE TABLE suppression (
    workspace     TEXT    NOT NULL,
    address_hash  TEXT    NOT NULL,
    reason        TEXT    NOT NULL,
    suppressed_at INTEGER NOT NULL,
    PRIMARY KEY (workspace, address_hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE delivery_secret (
    id     INTEGER PRIMARY KEY CHECK (id = 1),
    secret TEXT NOT NULL
) STRICT;
