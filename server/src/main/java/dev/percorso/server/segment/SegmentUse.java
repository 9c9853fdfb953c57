package dev.percorso.server.segment;

import dev.percorso.server.event.WorkspaceId;
import java.util.List;

/** Tells what uses a segment; such a segment cannot be deleted. */
@FunctionalInterface
public interface SegmentUse {
    /** What uses the segment, as shown to the user, e.g. {@code persona Martina}. */
    List<String> usesOf(WorkspaceId workspace, String segment);
}
