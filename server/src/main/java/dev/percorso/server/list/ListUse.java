package dev.percorso.server.list;

import dev.percorso.server.event.WorkspaceId;
import java.util.List;

/** Tells what uses a list; such a list cannot be deleted. */
@FunctionalInterface
public interface ListUse {
    /** What uses the list, as shown to the user. */
    List<String> usesOf(WorkspaceId workspace, String list);
}
