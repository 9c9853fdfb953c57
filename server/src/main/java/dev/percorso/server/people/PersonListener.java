package dev.percorso.server.people;

import dev.percorso.server.event.WorkspaceId;

/** Is told what changed about people outside the projector. */
@FunctionalInterface
public interface PersonListener {
    void changed(WorkspaceId workspace, PersonChanges changes);

    /** A person lost a trait. */
    default void removed(WorkspaceId workspace, int person, String trait) {}
}
