-- Whom chance sent which way of an experiment, once for each person, until it is decided.
CREATE TABLE experiment_exposure (
    workspace  TEXT    NOT NULL,
    flow       TEXT    NOT NULL,
    step       TEXT    NOT NULL,
    person     INTEGER NOT NULL,
    variant    TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    exposed_at INTEGER NOT NULL,
    PRIMARY KEY (workspace, flow, step, person)
) STRICT, WITHOUT ROWID;

CREATE INDEX experiment_exposure_person ON experiment_exposure (workspace, person);

-- The way that won and the figures it won with; made once.
CREATE TABLE experiment_decision (
    workspace  TEXT    NOT NULL,
    flow       TEXT    NOT NULL,
    step       TEXT    NOT NULL,
    winner     TEXT    NOT NULL,
    decided_at INTEGER NOT NULL,
    figures    TEXT    NOT NULL,
    PRIMARY KEY (workspace, flow, step)
) STRICT, WITHOUT ROWID;
