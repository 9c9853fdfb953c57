-- What could not be decided, to be given again when somebody asks: events, answers, entries. Timers are due again by
-- themselves.
CREATE TABLE flow_failed_input (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    workspace TEXT    NOT NULL,
    flow      TEXT    NOT NULL,
    -- whom it was for; of an entry, the run that it would have started
    run       TEXT    NOT NULL,
    person    INTEGER NOT NULL,
    starts    INTEGER NOT NULL,
    input     TEXT    NOT NULL,
    -- whether somebody asked to give it again
    wanted    INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX flow_failed_input_wanted ON flow_failed_input (id) WHERE wanted = 1;
CREATE INDEX flow_failed_input_run ON flow_failed_input (workspace, run);
CREATE INDEX flow_failed_input_person ON flow_failed_input (workspace, person);

-- A flow that is published again must not make up for the time in which it did not run.
DELETE FROM flow_clock
WHERE NOT EXISTS (SELECT 1 FROM flow
                  WHERE flow.workspace = flow_clock.workspace AND flow.id = flow_clock.flow
                    AND flow.status IN ('LIVE', 'PAUSED') AND flow.deleted_at IS NULL);
