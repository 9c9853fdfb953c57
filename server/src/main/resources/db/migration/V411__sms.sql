-- The gateway that takes a workspace's text messages; what it must not give away is sealed.
CREATE TABLE sms_setting (
    workspace  TEXT    NOT NULL PRIMARY KEY,
    settings   TEXT    NOT NULL,
    secret     TEXT    NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What a gateway reports later, and whose a number is that answers STOP.
ALTER TABLE outbox ADD COLUMN delivered_at INTEGER;
CREATE INDEX outbox_sms ON outbox (workspace, recipient) WHERE channel = 'SMS';
