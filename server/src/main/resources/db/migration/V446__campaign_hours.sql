-- When the message of a person may be queued at the earliest, in epoch milliseconds; 0 for at once.
ALTER TABLE campaign_person ADD COLUMN due_at INTEGER NOT NULL DEFAULT 0;

DROP INDEX campaign_person_waiting;
CREATE INDEX campaign_person_waiting ON campaign_person (workspace, campaign, variant, due_at) WHERE queued_at IS NULL;
