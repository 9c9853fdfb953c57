CREATE TABLE campaign (
    workspace  TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    content    TEXT    NOT NULL,
    status     TEXT    NOT NULL,
    revision   INTEGER NOT NULL,
    start_at   INTEGER,
    started_at INTEGER,
    -- when the last message of the test was handed over
    tested_at  INTEGER,
    -- 0 until the better subject is known
    winner     INTEGER NOT NULL DEFAULT 0,
    ended_at   INTEGER,
    updated_at INTEGER NOT NULL,
    updated_by TEXT    NOT NULL,
    deleted_at INTEGER,
    PRIMARY KEY (workspace, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX campaign_status ON campaign (status) WHERE status IN ('SCHEDULED', 'PREPARING', 'SENDING');

-- Who is to get a campaign, fixed when it starts; a variant of 0 waits for the better subject.
CREATE TABLE campaign_person (
    workspace TEXT    NOT NULL,
    campaign  TEXT    NOT NULL,
    person    INTEGER NOT NULL,
    variant   INTEGER NOT NULL,
    queued_at INTEGER,
    PRIMARY KEY (workspace, campaign, person)
) STRICT, WITHOUT ROWID;

CREATE INDEX campaign_person_waiting ON campaign_person (workspace, campaign, variant) WHERE queued_at IS NULL;
CREATE INDEX campaign_person_queued ON campaign_person (workspace, campaign, queued_at) WHERE queued_at IS NOT NULL;
