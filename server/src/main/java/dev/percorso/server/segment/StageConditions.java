package dev.percorso.server.segment;

import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.stage.StageModel;
import dev.percorso.server.event.WorkspaceId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What conditions and lists of people need to know about stages; offered by whoever keeps the stage model. */
public interface StageConditions {
    /** Whether the workspace has a stage with this id. */
    boolean exists(WorkspaceId workspace, String stage);

    /**
     * Tells of a journey whether its person is in the stage; nobody is in a stage that does not exist. Used by several
     * threads at once.
     */
    Predicate<Journey> test(WorkspaceId workspace, Snapshot snapshot, String stage, Instant now);

    /** Id of the stage the person is in. */
    Optional<String> stageOf(WorkspaceId workspace, Snapshot snapshot, int person, Instant now);

    /** The stages in order, named by their ids, and their rules; empty where there is no model. */
    Optional<StageModel> rules(WorkspaceId workspace);

    /** Ids of the segments that the rules of stages refer to. */
    Set<String> segments(WorkspaceId workspace);

    /** For a server that keeps no stage model. */
    StageConditions NONE = new StageConditions() {
        @Override
        public boolean exists(WorkspaceId workspace, String stage) {
            return false;
        }

        @Override
        public Predicate<Journey> test(WorkspaceId workspace, Snapshot snapshot, String stage, Instant now) {
            return journey -> false;
        }

        @Override
        public Optional<String> stageOf(WorkspaceId workspace, Snapshot snapshot, int person, Instant now) {
            return Optional.empty();
        }

        @Override
        public Optional<StageModel> rules(WorkspaceId workspace) {
            return Optional.empty();
        }

        @Override
        public Set<String> segments(WorkspaceId workspace) {
            return Set.of();
        }
    };
}
