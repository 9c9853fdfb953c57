-- Addresses that links in messages lead to. They stand in templates as they are, so none tells of a person.
CREATE TABLE message_link (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    workspace TEXT    NOT NULL,
    url       TEXT    NOT NULL,
    UNIQUE (workspace, url)
) STRICT;

-- What was followed or opened in all, also by people who may not be followed as persons.
CREATE TABLE message_reaction (
    workspace TEXT    NOT NULL,
    flow      TEXT    NOT NULL,
    version   INTEGER NOT NULL,
    kind      TEXT    NOT NULL,
    times     INTEGER NOT NULL,
    PRIMARY KEY (workspace, flow, version, kind)
) STRICT, WITHOUT ROWID;

-- What a workspace measures in its messages, as a JSON document.
CREATE TABLE message_measuring (
    workspace TEXT NOT NULL PRIMARY KEY,
    settings  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- First reaction of a person who may be followed.
ALTER TABLE outbox ADD COLUMN clicked_at INTEGER;
ALTER TABLE outbox ADD COLUMN opened_at INTEGER;
