package dev.percorso.server.journal;

import dev.percorso.server.event.Event;
import dev.percorso.server.event.WorkspaceId;
import java.time.Instant;
import java.util.List;

/**
 * Events that were accepted together.
 *
 * @param id place in the journal, growing
 */
record JournalBatch(long id, WorkspaceId workspace, String source, Instant receivedAt, List<Event> events) {}
