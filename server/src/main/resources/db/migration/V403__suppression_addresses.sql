-- The address in clear for the list, as long as nobody has asked to be forgotten; the hash decides.
ALTER TABLE suppression ADD COLUMN address TEXT NOT NULL DEFAULT '';

CREATE INDEX suppression_newest ON suppression (workspace, suppressed_at);
