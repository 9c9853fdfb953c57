-- Who waits in the line of a throttle, first come first; whose they are says the run. A run that has left meanwhile is
-- passed over when its turn comes.
CREATE TABLE flow_line (
    place      INTEGER PRIMARY KEY AUTOINCREMENT,
    workspace  TEXT    NOT NULL,
    flow       TEXT    NOT NULL,
    step       TEXT    NOT NULL,
    run        TEXT    NOT NULL,
    occurrence INTEGER NOT NULL,
    UNIQUE (workspace, run, step, occurrence)
) STRICT;

CREATE INDEX flow_line_order ON flow_line (workspace, flow, step, place);

-- When a line in which somebody waits must be looked at next.
CREATE TABLE flow_line_turn (
    workspace TEXT    NOT NULL,
    flow      TEXT    NOT NULL,
    step      TEXT    NOT NULL,
    next_at   INTEGER NOT NULL,
    PRIMARY KEY (workspace, flow, step)
) STRICT, WITHOUT ROWID;

CREATE INDEX flow_line_turn_next ON flow_line_turn (next_at);

-- How many passed a throttle and when, for as long as that counts.
CREATE TABLE flow_line_passage (
    workspace TEXT    NOT NULL,
    flow      TEXT    NOT NULL,
    step      TEXT    NOT NULL,
    at        INTEGER NOT NULL,
    passed    INTEGER NOT NULL,
    PRIMARY KEY (workspace, flow, step, at)
) STRICT, WITHOUT ROWID;

-- -1 low, 0 normal, 1 high.
ALTER TABLE outbox ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;

-- Whether any rank matters now, without looking at the whole outbox.
CREATE INDEX outbox_ranked ON outbox (workspace, person) WHERE priority <> 0 AND status IN ('PENDING', 'SENDING');
