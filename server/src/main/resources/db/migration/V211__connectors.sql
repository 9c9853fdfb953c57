-- Receivers of webhooks. A secret is needed as it is, to compute signatures.
CREATE TABLE connector (
    id           TEXT PRIMARY KEY,
    workspace    TEXT    NOT NULL REFERENCES workspace (id),
    name         TEXT    NOT NULL,
    kind         TEXT    NOT NULL,
    secret       TEXT    NOT NULL,
    settings     TEXT    NOT NULL,
    unauthorised INTEGER NOT NULL DEFAULT 0,
    created_at   INTEGER NOT NULL
) STRICT;

CREATE INDEX connector_by_workspace ON connector (workspace, created_at);

-- What became of the last deliveries; never what was in them.
CREATE TABLE connector_delivery (
    sequence  INTEGER PRIMARY KEY AUTOINCREMENT,
    connector TEXT    NOT NULL REFERENCES connector (id),
    at        INTEGER NOT NULL,
    topic     TEXT    NOT NULL,
    outcome   TEXT    NOT NULL,
    events    INTEGER NOT NULL,
    reason    TEXT    NOT NULL
) STRICT;

CREATE INDEX connector_delivery_of ON connector_delivery (connector, sequence);
