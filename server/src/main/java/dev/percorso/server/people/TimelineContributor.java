package dev.percorso.server.people;

import dev.percorso.server.event.WorkspaceId;
import java.time.Instant;
import java.util.List;

/** Adds what else happened to a person to the story: messages, stage changes. */
public interface TimelineContributor {
    /** Entries before an instant, newest first, at most {@code limit}; the person is the one that remains of merges. */
    List<TimelineEntry> entries(WorkspaceId workspace, int person, Instant before, int limit);
}
