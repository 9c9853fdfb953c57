-- Names and e-mails by any part of three characters or more. A row's id is the workspace's number and the person's;
-- triggers keep it up, so that whoever writes people need not think of it. Ids are found by their beginning, through
-- person_identity: taking them in here too would cost the projector more than everything else about a new person.
CREATE TABLE person_search_space (
  number    INTEGER PRIMARY KEY,
  workspace TEXT NOT NULL UNIQUE
) STRICT;
CREATE VIRTUAL TABLE person_text USING fts5(text, tokenize = 'trigram', content = '', contentless_delete = 1);

INSERT INTO person_search_space (workspace) SELECT DISTINCT workspace FROM person;
INSERT INTO person_text (rowid, text)
  SELECT (space.number << 32) | p.id, p.label || char(10) || coalesce(p.email, '')
  FROM person p JOIN person_search_space space ON space.workspace = p.workspace
  WHERE p.merged_into IS NULL AND p.label_rank > 1;

-- A person's row is written first with an id for its label; names and addresses come by updates.
CREATE TRIGGER person_text_changed AFTER UPDATE OF label, email, merged_into ON person
WHEN NEW.label_rank > 1 AND (NEW.label IS NOT OLD.label OR NEW.email IS NOT OLD.email
  OR NEW.merged_into IS NOT OLD.merged_into)
BEGIN
  INSERT INTO person_search_space (workspace) SELECT NEW.workspace
    WHERE NOT EXISTS (SELECT 1 FROM person_search_space WHERE workspace = NEW.workspace);
  DELETE FROM person_text WHERE rowid = (
    SELECT (number << 32) | NEW.id FROM person_search_space WHERE workspace = NEW.workspace);
  INSERT INTO person_text (rowid, text)
    SELECT (number << 32) | NEW.id, NEW.label || char(10) || coalesce(NEW.email, '')
    FROM person_search_space WHERE workspace = NEW.workspace AND NEW.merged_into IS NULL;
END;
CREATE TRIGGER person_text_rebuilt AFTER INSERT ON person WHEN NEW.label_rank > 1 AND NEW.merged_into IS NULL
BEGIN
  INSERT INTO person_text (rowid, text)
    SELECT (number << 32) | NEW.id, NEW.label || char(10) || coalesce(NEW.email, '')
    FROM person_search_space WHERE workspace = NEW.workspace;
END;
CREATE TRIGGER person_text_gone AFTER DELETE ON person WHEN OLD.label_rank > 1
BEGIN
  DELETE FROM person_text WHERE rowid = (
    SELECT (number << 32) | OLD.id FROM person_search_space WHERE workspace = OLD.workspace);
END;
