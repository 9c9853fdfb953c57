package dev.percorso.server.onsite;

import dev.percorso.server.event.WorkspaceId;
import java.util.List;

/** Tells what lets the site show a message; such a message cannot be deleted. */
@FunctionalInterface
public interface OnSiteMessageUse {
    /** What uses the message, as shown to the user. */
    List<String> usesOf(WorkspaceId workspace, String message);
}
