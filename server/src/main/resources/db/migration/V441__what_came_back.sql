-- When a message came back, was called unwanted, or led to somebody wanting no more.
ALTER TABLE outbox ADD COLUMN bounced_at INTEGER;
ALTER TABLE outbox ADD COLUMN complained_at INTEGER;
ALTER TABLE outbox ADD COLUMN unsubscribed_at INTEGER;
