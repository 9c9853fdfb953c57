package dev.percorso.server.orchestrate;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** How far the entries that the clock opens have come. */
final class ClockStore {
    private final Database database;

    ClockStore(Database database) {
        this.database = database;
    }

    /**
     * One entry.
     *
     * @param rule what the entry says, to see when it changes
     * @param next the next occurrence, if any
     * @param occurrence the one under way
     * @param doneUpTo persons up to this number have entered at the occurrence under way
     */
    record Place(String rule, Optional<Instant> next, Optional<Instant> occurrence, int doneUpTo) {}

    Optional<Place> find(WorkspaceId workspace, String flow, String entry) {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM flow_clock WHERE workspace = :workspace AND flow = :flow AND entry = :entry
                        """)
                .bind("workspace", workspace.value())
                .bind("flow", flow)
                .bind("entry", entry)
                .map((row, context) -> new Place(
                        row.getString("rule"),
                        Optional.ofNullable((Number) row.getObject("next_at"))
                                .map(millis -> Instant.ofEpochMilli(millis.longValue())),
                        Optional.ofNullable((Number) row.getObject("occurrence_at"))
                                .map(millis -> Instant.ofEpochMilli(millis.longValue())),
                        row.getInt("done_up_to")))
                .findOne());
    }

    /** Forgets the places of a flow: its entries begin with the next occurrence. */
    static void forget(Handle handle, WorkspaceId workspace, String flow) {
        handle.execute("DELETE FROM flow_clock WHERE workspace = ? AND flow = ?", workspace.value(), flow);
    }

    void save(Handle handle, WorkspaceId workspace, String flow, String entry, Place place) {
        handle.createUpdate("""
                        INSERT INTO flow_clock (workspace, flow, entry, rule, next_at, occurrence_at, done_up_to)
                        VALUES (:workspace, :flow, :entry, :rule, :next, :occurrence, :doneUpTo)
                        ON CONFLICT DO UPDATE SET rule = excluded.rule, next_at = excluded.next_at,
                          occurrence_at = excluded.occurrence_at, done_up_to = excluded.done_up_to
                        """)
                .bind("workspace", workspace.value())
                .bind("flow", flow)
                .bind("entry", entry)
                .bind("rule", place.rule())
                .bind("next", place.next().map(Instant::toEpochMilli))
                .bind("occurrence", place.occurrence().map(Instant::toEpochMilli))
                .bind("doneUpTo", place.doneUpTo())
                .execute();
    }
}
