package dev.percorso.server.store;

import dev.percorso.server.event.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Takes removed documents away for good when their day is over, with all that belongs to them. */
public final class Removals {
    private static final Duration REST = Duration.ofDays(1);
    private static final Duration PAUSE = Duration.ofMinutes(10);

    /** Removes what belongs to a document, in the transaction that takes it away. */
    @FunctionalInterface
    public interface Belongings {
        /** @param kind of document, as its store names it */
        void remove(Handle handle, WorkspaceId workspace, String kind, String id);
    }

    private final Database database;
    private final InstantSource clock;
    private final List<Belongings> belongings;
    private final Runnable afterwards;
    private Instant next = Instant.MIN;

    /** @param afterwards called after each look */
    public Removals(Database database, InstantSource clock, List<Belongings> belongings, Runnable afterwards) {
        this.database = database;
        this.clock = clock;
        this.belongings = List.copyOf(belongings);
        this.afterwards = afterwards;
    }

    private record Removed(WorkspaceId workspace, String kind, String id) {}

    /** Called again and again; looks every few minutes. How many documents went. */
    public int takeDue() {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return 0;
        }
        next = now.plus(PAUSE);
        List<Removed> due = due(now.minus(REST));
        due.forEach(removed -> take(removed, now.minus(REST)));
        afterwards.run();
        return due.size();
    }

    private List<Removed> due(Instant before) {
        return database.read(handle -> handle.createQuery(
                        "SELECT workspace, kind, id FROM map_document WHERE removed_at <= :before")
                .bind("before", before.toEpochMilli())
                .map((row, context) -> new Removed(
                        new WorkspaceId(row.getString("workspace")), row.getString("kind"), row.getString("id")))
                .list());
    }

    private void take(Removed removed, Instant before) {
        database.run(handle -> {
            int taken = handle.execute(
                    "DELETE FROM map_document WHERE workspace = ? AND kind = ? AND id = ? AND removed_at <= ?",
                    removed.workspace().value(),
                    removed.kind(),
                    removed.id(),
                    before.toEpochMilli());
            // Somebody may have brought it back in the meantime.
            if (taken == 1) {
                belongings.forEach(one -> one.remove(handle, removed.workspace(), removed.kind(), removed.id()));
            }
        });
    }
}
