-- How the programs of a source send.
ALTER TABLE source ADD COLUMN protocol TEXT NOT NULL DEFAULT 'SEGMENT';

-- How a refused event is to be read again; empty when it cannot be, as a line of a file.
ALTER TABLE dead_letter ADD COLUMN form TEXT;
