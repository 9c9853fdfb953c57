-- Which flows hold their messages and calls back, without looking at all flows each time something is to be sent.
CREATE INDEX flow_paused ON flow (workspace, id) WHERE status = 'PAUSED';
