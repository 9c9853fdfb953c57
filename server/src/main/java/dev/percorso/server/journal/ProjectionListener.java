package dev.percorso.server.journal;

import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.event.WorkspaceId;
import java.util.List;

/**
 * Is told of events right after they were projected: they are committed, in the projected log and visible in reports.
 * Called on the projector's thread, so it must be quick: whoever has work to do wakes a thread of its own, which reads
 * {@link ProjectedLog} from its checkpoint. A listener may miss a call when the server stops; the log misses nothing.
 */
@FunctionalInterface
public interface ProjectionListener {
    void projected(WorkspaceId workspace, List<ProjectedEvent> events);
}
