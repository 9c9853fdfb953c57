-- What a test of two subjects showed when one was chosen, as a JSON document; empty before.
ALTER TABLE campaign ADD COLUMN verdict TEXT NOT NULL DEFAULT '';
