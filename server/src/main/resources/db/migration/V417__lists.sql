-- Lists that people are put on one by one.
CREATE TABLE person_list (
    workspace   TEXT    NOT NULL,
    id          TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    description TEXT    NOT NULL,
    updated_at  INTEGER NOT NULL,
    PRIMARY KEY (workspace, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX person_list_name ON person_list (workspace, lower(name));

CREATE TABLE person_list_member (
    workspace TEXT    NOT NULL,
    list      TEXT    NOT NULL,
    person    INTEGER NOT NULL,
    added_at  INTEGER NOT NULL,
    added_by  TEXT    NOT NULL,
    PRIMARY KEY (workspace, list, person)
) STRICT, WITHOUT ROWID;

CREATE INDEX person_list_member_person ON person_list_member (workspace, person);

-- Who came onto a list and of whom flows have not been told yet.
CREATE TABLE person_list_arrival (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    workspace TEXT    NOT NULL,
    list      TEXT    NOT NULL,
    person    INTEGER NOT NULL
) STRICT;
