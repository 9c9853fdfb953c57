-- Two ways may lead to the same step: each is counted for itself. Counts of before have no outlet.
CREATE TABLE flow_count_of_way (
    workspace TEXT    NOT NULL,
    flow      TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    source    TEXT    NOT NULL,
    outlet    TEXT    NOT NULL DEFAULT '',
    target    TEXT    NOT NULL,
    persons   INTEGER NOT NULL,
    PRIMARY KEY (workspace, flow, kind, source, outlet, target)
) STRICT, WITHOUT ROWID;

INSERT INTO flow_count_of_way (workspace, flow, kind, source, outlet, target, persons)
SELECT workspace, flow, kind, source, '', target, persons FROM flow_count;

DROP TABLE flow_count;
ALTER TABLE flow_count_of_way RENAME TO flow_count;
