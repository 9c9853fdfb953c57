-- Caps, quiet hours and throttle of each workspace, as a JSON document.
CREATE TABLE delivery_rules (
    workspace TEXT NOT NULL PRIMARY KEY,
    rules     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What people can subscribe to, apart from everything.
CREATE TABLE topic (
    workspace   TEXT    NOT NULL,
    id          TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    description TEXT    NOT NULL,
    position    INTEGER NOT NULL,
    PRIMARY KEY (workspace, id)
) STRICT, WITHOUT ROWID;

-- Topics that people do not want.
CREATE TABLE topic_refusal (
    workspace  TEXT    NOT NULL,
    person     INTEGER NOT NULL,
    topic      TEXT    NOT NULL,
    refused_at INTEGER NOT NULL,
    PRIMARY KEY (workspace, person, topic)
) STRICT, WITHOUT ROWID;

-- Every rule a message was measured by at the moment of sending, and what came of it.
ALTER TABLE outbox ADD COLUMN checks TEXT NOT NULL DEFAULT '[]';

-- Receipts never wait behind a campaign.
CREATE INDEX outbox_next ON outbox (marketing, not_before, sequence) WHERE status = 'PENDING';
