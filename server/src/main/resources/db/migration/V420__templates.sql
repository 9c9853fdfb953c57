-- Every save of a template, whose newest one is a document.
CREATE TABLE template_version (
    workspace TEXT    NOT NULL,
    template  TEXT    NOT NULL,
    revision  INTEGER NOT NULL,
    content   TEXT    NOT NULL,
    saved_at  INTEGER NOT NULL,
    saved_by  TEXT    NOT NULL,
    PRIMARY KEY (workspace, template, revision)
) STRICT, WITHOUT ROWID;

-- What a template said, as HTML, when a version of a flow was published or a campaign (version 0) was started.
CREATE TABLE template_edition (
    workspace TEXT    NOT NULL,
    holder    TEXT    NOT NULL,
    version   INTEGER NOT NULL,
    template  TEXT    NOT NULL,
    revision  INTEGER NOT NULL,
    content   TEXT    NOT NULL,
    made_at   INTEGER NOT NULL,
    PRIMARY KEY (workspace, holder, version, template)
) STRICT;
