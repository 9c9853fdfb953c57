package dev.percorso.server.journal;

import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.event.WorkspaceId;
import java.util.List;

/** The projected log for who asks reports and conditions about what they read: as far as the journey index has got. */
@FunctionalInterface
public interface VisibleEvents {
    /** As {@link ProjectedLog#after}, without the events that are not in the journey index yet. */
    List<ProjectedEvent> visibleAfter(WorkspaceId workspace, long sequence, int limit);
}
