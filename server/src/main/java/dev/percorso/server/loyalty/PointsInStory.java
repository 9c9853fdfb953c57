package dev.percorso.server.loyalty;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.people.TimelineContributor;
import dev.percorso.server.people.TimelineEntry;
import java.time.Instant;
import java.util.List;

/** Adds points to a person's story. */
final class PointsInStory implements TimelineContributor {
    private final PointStore store;

    PointsInStory(PointStore store) {
        this.store = store;
    }

    @Override
    public List<TimelineEntry> entries(WorkspaceId workspace, int person, Instant before, int limit) {
        return store.entries(workspace, person, before, limit).stream()
                .map(entry -> TimelineEntry.points(entry.at(), entry.points(), entry.reason(), entry.source()))
                .toList();
    }
}
