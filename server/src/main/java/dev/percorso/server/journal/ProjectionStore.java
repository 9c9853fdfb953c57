package dev.percorso.server.journal;

import dev.percorso.server.event.Event;
import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.people.ErasedIds;
import dev.percorso.server.people.PersonCache;
import dev.percorso.server.people.PersonChanges;
import dev.percorso.server.people.PersonProjectionStore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The effects of journal batches on the state database, in one transaction with the checkpoint. */
final class ProjectionStore {
    /**
     * What became of the batches in one workspace.
     *
     * @param events that were new, with sequence and person
     */
    record Projection(List<ProjectedEvent> events, PersonChanges people) {}

    private static final class Counts {
        long accepted;
        long duplicate;
        long refused;
        long lastEventAt;
    }

    private final SeenMessages seen;
    private final PersonCache cache;
    private final ErasedIds erased;
    private final MessageHash.Hasher hasher = new MessageHash.Hasher();

    ProjectionStore(SeenMessages seen, PersonCache cache, ErasedIds erased) {
        this.seen = seen;
        this.cache = cache;
        this.erased = erased;
    }

    static long checkpoint(Handle handle) {
        return handle.createQuery("SELECT journal_id FROM projector WHERE id = 1")
                .mapTo(Long.class)
                .one();
    }

    Map<WorkspaceId, Projection> project(Handle handle, List<JournalBatch> batches) throws SQLException {
        Map<WorkspaceId, List<JournalBatch>> byWorkspace = new LinkedHashMap<>();
        for (JournalBatch batch : batches) {
            byWorkspace
                    .computeIfAbsent(batch.workspace(), ignored -> new ArrayList<>())
                    .add(batch);
        }
        Map<WorkspaceId, Projection> projections = new LinkedHashMap<>();
        for (Map.Entry<WorkspaceId, List<JournalBatch>> entry : byWorkspace.entrySet()) {
            projections.put(entry.getKey(), project(handle, entry.getKey(), entry.getValue()));
        }
        seen.store(handle);
        moveCheckpoint(handle, batches.getLast().id());
        return projections;
    }

    private Projection project(Handle handle, WorkspaceId workspace, List<JournalBatch> batches) throws SQLException {
        ProjectedLogStore.Position position = ProjectedLogStore.position(handle, workspace);
        Map<String, Counts> counts = new HashMap<>();
        List<ProjectedEvent> projected = new ArrayList<>();
        PersonProjectionStore people = new PersonProjectionStore(handle, workspace, cache, position.persons());
        long sequence = position.sequence();
        for (JournalBatch batch : batches) {
            Counts count = counts.computeIfAbsent(batch.source(), ignored -> new Counts());
            for (Event event : batch.events()) {
                if (erased.refuses(workspace, event)) {
                    count.refused++;
                } else if (seen.isNew(hasher.of(workspace, event.messageId()), batch.receivedAt())) {
                    sequence++;
                    projected.add(
                            new ProjectedEvent(sequence, people.apply(event, batch.receivedAt(), sequence), event));
                    count.accepted++;
                } else {
                    count.duplicate++;
                }
            }
            count.lastEventAt = batch.receivedAt().toEpochMilli();
        }
        PersonChanges changes = people.finish();
        ProjectedLogStore.append(handle, workspace, projected);
        ProjectedLogStore.advance(handle, workspace, new ProjectedLogStore.Position(sequence, people.persons()));
        counts.forEach((source, count) -> count(handle, workspace, source, count));
        return new Projection(projected, changes);
    }

    private static void count(Handle handle, WorkspaceId workspace, String source, Counts counts) {
        handle.execute(
                """
                INSERT INTO source_count (workspace, source, accepted, duplicate, refused, last_event_at)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (workspace, source) DO UPDATE SET
                  accepted = accepted + excluded.accepted,
                  duplicate = duplicate + excluded.duplicate,
                  refused = refused + excluded.refused,
                  last_event_at = excluded.last_event_at
                """, workspace.value(), source, counts.accepted, counts.duplicate, counts.refused, counts.lastEventAt);
    }

    static void moveCheckpoint(Handle handle, long journalId) {
        handle.execute("UPDATE projector SET journal_id = ? WHERE id = 1", journalId);
    }

    /** Sets a batch aside that cannot be projected, and moves past it. */
    static void quarantine(Handle handle, JournalBatch batch, String reason) {
        handle.execute(
                """
                INSERT INTO quarantined_batch (journal_id, workspace, source, received_at, reason, events)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                batch.id(),
                batch.workspace().value(),
                batch.source(),
                batch.receivedAt().toEpochMilli(),
                reason,
                EventWriter.write(batch.events()));
        moveCheckpoint(handle, batch.id());
    }
}
