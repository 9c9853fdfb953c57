package dev.percorso.server.deliver;

import dev.percorso.server.event.WorkspaceId;

/** Knows the products of persons. */
@FunctionalInterface
public interface ProductSource {
    /**
     * Cheap: what is in it is looked up later, if at all.
     *
     * @param profiling whether what the person looked at may be used
     */
    PersonProducts of(WorkspaceId workspace, int person, boolean profiling);
}
