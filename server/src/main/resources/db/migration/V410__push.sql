-- On what a message goes out; each channel has senders of its own.
ALTER TABLE outbox ADD COLUMN channel TEXT NOT NULL DEFAULT 'EMAIL';
DROP INDEX outbox_next;
CREATE INDEX outbox_next ON outbox (channel, marketing, not_before, sequence) WHERE status = 'PENDING';

-- A workspace that takes push messages: the key pair it is known by, the private part sealed, and what its sites ask.
CREATE TABLE push_setting (
    workspace   TEXT    NOT NULL PRIMARY KEY,
    public_key  TEXT    NOT NULL,
    private_key TEXT    NOT NULL,
    words       TEXT    NOT NULL,
    created_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A browser that takes push messages. It is one person's at a time.
CREATE TABLE push_subscription (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    workspace  TEXT    NOT NULL,
    person     INTEGER NOT NULL,
    endpoint   TEXT    NOT NULL,
    p256dh     TEXT    NOT NULL,
    auth       TEXT    NOT NULL,
    browser    TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    sent_at    INTEGER,
    UNIQUE (workspace, endpoint)
) STRICT;

CREATE INDEX push_subscription_person ON push_subscription (workspace, person);

-- What flows want a site to show to somebody: until it was seen or its time is over. No message: the question about push.
CREATE TABLE onsite_offer (
    token      TEXT    NOT NULL PRIMARY KEY,
    workspace  TEXT    NOT NULL,
    flow       TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    person     INTEGER NOT NULL,
    run        TEXT    NOT NULL,
    step       TEXT    NOT NULL,
    occurrence INTEGER NOT NULL,
    message    TEXT    NOT NULL,
    until      INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    shown_at   INTEGER,
    clicked_at INTEGER,
    closed_at  INTEGER,
    UNIQUE (workspace, flow, run, step, occurrence)
) STRICT;

CREATE INDEX onsite_offer_person ON onsite_offer (workspace, person);
CREATE INDEX onsite_offer_flow ON onsite_offer (workspace, flow, step);
