package dev.percorso.server.people;

import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.server.event.WorkspaceId;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What lists and stories of people show that others know. */
public interface PersonFacts {
    /**
     * The persons of a segment.
     *
     * @throws dev.percorso.server.http.ProblemException when there is no such segment
     */
    BitSet members(WorkspaceId workspace, String segment);

    /** Names of the segments the person is in. */
    List<String> segmentsOf(WorkspaceId workspace, int person);

    /** Whether a journey's person is in the stage now. */
    Predicate<Journey> inStage(WorkspaceId workspace, Snapshot snapshot, String stage);

    /** Id of the stage the person is in. */
    Optional<String> stageOf(WorkspaceId workspace, Snapshot snapshot, int person);

    /** Name of the event that counts as a conversion. */
    String conversionEvent(WorkspaceId workspace);
}
