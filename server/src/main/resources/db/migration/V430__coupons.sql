-- Coupons of one kind: how their codes are made, what they are worth, for how long.
CREATE TABLE coupon_pool (
    workspace  TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    content    TEXT    NOT NULL,
    issued     INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (workspace, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX coupon_pool_name ON coupon_pool (workspace, lower(name));

-- Codes that were given out, and uploaded ones that wait for it (issued_at is empty then). What a code is worth and its
-- last day stay as they were when it was given out. Erasing a person empties person and order_id.
CREATE TABLE coupon_code (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    workspace   TEXT    NOT NULL,
    code        TEXT    NOT NULL COLLATE NOCASE,
    pool        TEXT    NOT NULL,
    person      INTEGER,
    issued_at   INTEGER,
    issued_by   TEXT    NOT NULL DEFAULT '',
    benefit     TEXT    NOT NULL DEFAULT '',
    last_day    TEXT    NOT NULL DEFAULT '',
    expires_at  INTEGER,
    redeemed_at INTEGER,
    order_id    TEXT    NOT NULL DEFAULT '',
    UNIQUE (workspace, code)
) STRICT;

CREATE INDEX coupon_code_pool ON coupon_code (workspace, pool, id);
CREATE INDEX coupon_code_free ON coupon_code (workspace, pool, id) WHERE issued_at IS NULL;
CREATE INDEX coupon_code_person ON coupon_code (workspace, person) WHERE person IS NOT NULL;

-- Who asked for a code and what became of it: asked again, the answer is the same. A call has no run, and its identity
-- instead of a step.
CREATE TABLE coupon_issue (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    workspace  TEXT    NOT NULL,
    run        TEXT    NOT NULL,
    step       TEXT    NOT NULL,
    occurrence INTEGER NOT NULL,
    flow       TEXT    NOT NULL,
    person     INTEGER NOT NULL,
    pool       TEXT    NOT NULL,
    code       INTEGER,
    reason     TEXT    NOT NULL,
    asked_at   INTEGER NOT NULL,
    told       INTEGER NOT NULL,
    UNIQUE (workspace, run, step, occurrence)
) STRICT;

CREATE INDEX coupon_issue_untold ON coupon_issue (id) WHERE told = 0;
CREATE INDEX coupon_issue_person ON coupon_issue (workspace, person);
CREATE INDEX coupon_issue_refused ON coupon_issue (workspace, flow, id) WHERE code IS NULL;
CREATE INDEX coupon_issue_given ON coupon_issue (workspace, pool, id) WHERE code IS NOT NULL;
