package dev.percorso.server.segment;

import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.server.access.Workspaces;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.people.PersonFacts;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Tells lists and stories of people their segments and stages. */
public record SegmentFacts(Segments segments, StageConditions stages, Workspaces workspaces, InstantSource clock)
        implements PersonFacts {
    @Override
    public BitSet members(WorkspaceId workspace, String segment) {
        return segments.members(workspace, segment);
    }

    @Override
    public List<String> segmentsOf(WorkspaceId workspace, int person) {
        return segments.segmentsOf(workspace, person);
    }

    @Override
    public Predicate<Journey> inStage(WorkspaceId workspace, Snapshot snapshot, String stage) {
        return stages.test(workspace, snapshot, stage, clock.instant());
    }

    @Override
    public Optional<String> stageOf(WorkspaceId workspace, Snapshot snapshot, int person) {
        return stages.stageOf(workspace, snapshot, person, clock.instant());
    }

    @Override
    public String conversionEvent(WorkspaceId workspace) {
        return workspaces.get(workspace).conversionEvent();
    }
}
