CREATE TABLE workspace (
    id               TEXT PRIMARY KEY,
    name             TEXT    NOT NULL,
    time_zone        TEXT    NOT NULL,
    currency         TEXT    NOT NULL,
    conversion_event TEXT    NOT NULL,
    simulated        INTEGER NOT NULL,
    created_at       INTEGER NOT NULL
) STRICT;

CREATE TABLE user_account (
    id                   TEXT PRIMARY KEY,
    email                TEXT    NOT NULL UNIQUE,
    name                 TEXT    NOT NULL,
    role                 TEXT    NOT NULL,
    password_hash        TEXT    NOT NULL,
    must_change_password INTEGER NOT NULL,
    created_at           INTEGER NOT NULL
) STRICT;

-- The cookie's token itself is never stored, only its SHA-256.
CREATE TABLE session (
    token_hash BLOB PRIMARY KEY,
    user_id    TEXT    NOT NULL REFERENCES user_account (id),
    created_at INTEGER NOT NULL,
    used_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX session_by_user ON session (user_id);

CREATE TABLE api_key (
    id           TEXT PRIMARY KEY,
    workspace    TEXT    NOT NULL REFERENCES workspace (id),
    name         TEXT    NOT NULL,
    key_hash     BLOB    NOT NULL UNIQUE,
    hint         TEXT    NOT NULL,
    created_at   INTEGER NOT NULL,
    last_used_at INTEGER,
    revoked_at   INTEGER
) STRICT;

CREATE INDEX api_key_by_workspace ON api_key (workspace);
