package dev.percorso.server.segment;

import dev.percorso.engine.index.Snapshot;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Segments as other capabilities see them. */
public interface Segments {
    /** Name of a segment and its id. */
    record Named(String id, String name) {}

    /** All segments of the workspace by name. */
    List<Named> list(WorkspaceId workspace);

    /** How a segment is called; empty when there is none. */
    default Optional<String> nameOf(WorkspaceId workspace, String segment) {
        return list(workspace).stream()
                .filter(named -> named.id().equals(segment))
                .map(Named::name)
                .findFirst();
    }

    /**
     * @param field where the segment is named
     * @throws dev.percorso.server.http.ProblemException that names the field when there is no such segment
     */
    default void require(WorkspaceId workspace, String segment, String field) {
        if (nameOf(workspace, segment).isEmpty()) {
            throw ProblemException.invalid(field, "there is no segment '%s' any more".formatted(segment));
        }
    }

    /**
     * The persons of the segment now, as owners after all merges.
     *
     * @throws dev.percorso.server.http.ProblemException when there is no such segment
     */
    BitSet members(WorkspaceId workspace, String segment);

    /** The persons that the condition holds for now. */
    BitSet members(WorkspaceId workspace, Condition condition);

    /** Whether the condition holds for one person now; takes microseconds. */
    boolean matches(WorkspaceId workspace, Condition condition, int person);

    /** A look at the journeys as they are now, from which conditions are answered as of moments of the past. */
    Past past(WorkspaceId workspace);

    /**
     * Answers as of a moment: what happened later does not count. Traits, and the conditions of segments, are as they are
     * now, since their past is not kept. Safe to share between threads.
     */
    interface Past {
        Snapshot snapshot();

        /** Whether the condition held for a person who owns a journey. */
        boolean held(Condition condition, int owner, Instant asOf);
    }

    /** Names of the segments the person is in. */
    List<String> segmentsOf(WorkspaceId workspace, int person);

    /**
     * Reads a condition; it may refer to segments and stages that do not exist, see {@link #check}.
     *
     * @param pointer where it stands in the caller's document, e.g. {@code /condition}
     * @throws dev.percorso.server.http.ProblemException that names every fault with a pointer
     */
    Condition parse(JsonNode condition, String pointer);

    /**
     * {@link #parse} that also refuses references to segments or stages that do not exist.
     */
    Condition check(WorkspaceId workspace, JsonNode condition, String pointer);
}
