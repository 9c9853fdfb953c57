-- A removed document rests for a day, so that it can be brought back whole; then it goes with all that belongs to it.
ALTER TABLE map_document ADD COLUMN removed_at INTEGER;
CREATE INDEX map_document_removed ON map_document (removed_at) WHERE removed_at IS NOT NULL;
