-- Minutes without events after which a session ends.
ALTER TABLE workspace ADD COLUMN session_gap_minutes INTEGER NOT NULL DEFAULT 30;
