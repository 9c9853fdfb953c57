-- What the company's own programs and files last said of each product, as a JSON document.
CREATE TABLE told_product (
    workspace TEXT    NOT NULL,
    id        TEXT    NOT NULL,
    product   TEXT    NOT NULL,
    told_at   INTEGER NOT NULL,
    PRIMARY KEY (workspace, id)
) STRICT, WITHOUT ROWID;
