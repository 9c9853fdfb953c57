-- Who filled in a form. Until it is confirmed the address stands here and nowhere else; afterwards it is the person's.
CREATE TABLE form_submission (
    workspace    TEXT    NOT NULL,
    id           TEXT    NOT NULL,
    form         TEXT    NOT NULL,
    -- keyed, so that a second submission finds the first
    address_hash TEXT    NOT NULL,
    address      TEXT    NOT NULL,
    -- what was said besides, as a JSON document
    answers      TEXT    NOT NULL,
    anonymous_id TEXT    NOT NULL,
    source       TEXT    NOT NULL,
    -- PENDING, CONFIRMED (and not yet a person's) or DONE
    status       TEXT    NOT NULL,
    submitted_at INTEGER NOT NULL,
    -- the last of several submissions; forgotten 30 days after
    renewed_at   INTEGER NOT NULL,
    mails        INTEGER NOT NULL,
    mailed_at    INTEGER,
    confirmed_at INTEGER,
    person       INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX form_submission_pending ON form_submission (workspace, form, address_hash)
    WHERE status = 'PENDING';
CREATE INDEX form_submission_open ON form_submission (status, renewed_at) WHERE status <> 'DONE';
CREATE INDEX form_submission_person ON form_submission (workspace, person);

-- Every version of the words by which a form asks for consent, as a JSON document by language.
CREATE TABLE form_text (
    workspace  TEXT    NOT NULL,
    form       TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    words      TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace, form, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX form_text_form ON form_text (form);

-- Counts of a form by UTC day; confirmations on the day of their submission.
CREATE TABLE form_tally (
    workspace TEXT    NOT NULL,
    form      TEXT    NOT NULL,
    day       TEXT    NOT NULL,
    shown     INTEGER NOT NULL DEFAULT 0,
    submitted INTEGER NOT NULL DEFAULT 0,
    confirmed INTEGER NOT NULL DEFAULT 0,
    refused   INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace, form, day)
) STRICT, WITHOUT ROWID;
