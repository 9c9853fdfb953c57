-- Companies and other groups. A person belongs to the one that the trait group.id names. source: that first spoke of it.
CREATE TABLE company (
  workspace  TEXT    NOT NULL,
  key        TEXT    NOT NULL,
  type       TEXT    NOT NULL,
  traits     TEXT    NOT NULL,
  source     TEXT    NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (workspace, key)
) STRICT, WITHOUT ROWID;

-- Every change of a company's trait. value: JSON, empty when it was removed. sequence: of the event.
CREATE TABLE company_trait_change (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace TEXT    NOT NULL,
  company   TEXT    NOT NULL,
  trait     TEXT    NOT NULL,
  value     TEXT    NOT NULL,
  source    TEXT    NOT NULL,
  at        INTEGER NOT NULL,
  sequence  INTEGER NOT NULL
) STRICT;
CREATE INDEX company_trait_change_company ON company_trait_change (workspace, company, id);

CREATE INDEX person_company ON person (workspace, json_extract(traits, '$."group.id"'))
  WHERE merged_into IS NULL AND json_extract(traits, '$."group.id"') IS NOT NULL;

INSERT INTO company (workspace, key, type, traits, source, created_at)
SELECT workspace, json_extract(traits, '$."group.id"'), coalesce(max(json_extract(traits, '$."group.type"')), ''), '{}',
  '', min(created_at)
FROM person WHERE merged_into IS NULL AND json_extract(traits, '$."group.id"') IS NOT NULL
  AND typeof(json_extract(traits, '$."group.id"')) = 'text'
GROUP BY workspace, json_extract(traits, '$."group.id"');
