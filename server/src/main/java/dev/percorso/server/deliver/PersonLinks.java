package dev.percorso.server.deliver;

import dev.percorso.server.event.WorkspaceId;
import java.util.Map;

/** Addresses of pages that are one person's own, for templates: {@code {{ person.surveys['ID'] }}}. */
public interface PersonLinks {
    /** By the name under {@code person}: texts, or texts by name. */
    Map<String, Object> of(WorkspaceId workspace, int person);

    /** A message with this body was handed over for the person. */
    void sent(WorkspaceId workspace, int person, String body);
}
