package dev.percorso.server.analyze;

import dev.percorso.server.event.WorkspaceId;
import java.util.BitSet;
import java.util.Set;

/** Finds the people behind the figures of another capability. */
public interface PeopleQuerySource {
    /** Kinds it answers. */
    Set<PeopleQuery.Kind> kinds();

    /**
     * The people behind the figure, as owners after all merges.
     *
     * @throws dev.percorso.server.http.ProblemException when the query lacks a field of its kind, or names something
     *     that does not exist
     */
    BitSet persons(WorkspaceId workspace, PeopleQuery query);
}
