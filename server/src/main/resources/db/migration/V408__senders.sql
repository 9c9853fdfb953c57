-- Who a workspace's e-mail is from, with the sealed key that signs it.
CREATE TABLE email_sender (
    workspace    TEXT    NOT NULL PRIMARY KEY,
    name         TEXT    NOT NULL,
    address      TEXT    NOT NULL,
    reply_to     TEXT    NOT NULL,
    -- whether e-mail is signed: only once the record can be found
    signing      INTEGER NOT NULL,
    -- domain that the key is for
    domain       TEXT    NOT NULL,
    selector     TEXT    NOT NULL,
    private_key  TEXT    NOT NULL,
    public_key   TEXT    NOT NULL,
    -- what signs the reports of a mail provider; sealed or empty
    feedback_key TEXT    NOT NULL,
    updated_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
