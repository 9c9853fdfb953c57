package dev.percorso.server.orchestrate;

import dev.percorso.flow.Pace;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Update;

/** The lines at the throttles of flows, in the state database. */
final class LineStore {
    private final Database database;

    LineStore(Database database) {
        this.database = database;
    }

    /** The line of one throttle. */
    record Line(WorkspaceId workspace, String flow, String step) {}

    /**
     * A run that joins a line.
     *
     * @param order of those that join in one turn: the sequence of the event that brought it there
     */
    record Arrival(String flow, String step, String run, int occurrence, long order) {}

    /** A run in line. */
    record Place(long place, String run, int occurrence) {}

    /** Puts runs at the end of their lines, in the transaction that moves them there. */
    static void join(Handle handle, WorkspaceId workspace, List<Arrival> arrivals, Instant now) {
        if (arrivals.isEmpty()) {
            return;
        }
        PreparedBatch places = handle.prepareBatch("""
                INSERT INTO flow_line (workspace, flow, step, run, occurrence)
                VALUES (:workspace, :flow, :step, :run, :occurrence)
                ON CONFLICT DO NOTHING
                """);
        PreparedBatch turns = handle.prepareBatch("""
                INSERT INTO flow_line_turn (workspace, flow, step, next_at) VALUES (:workspace, :flow, :step, :now)
                ON CONFLICT DO UPDATE SET next_at = min(next_at, excluded.next_at)
                """);
        arrivals.stream().sorted(Comparator.comparingLong(Arrival::order)).forEach(arrival -> {
            places.bind("workspace", workspace.value())
                    .bind("flow", arrival.flow())
                    .bind("step", arrival.step())
                    .bind("run", arrival.run())
                    .bind("occurrence", arrival.occurrence())
                    .add();
        });
        places.execute();
        arrivals.stream()
                .map(arrival -> new Line(workspace, arrival.flow(), arrival.step()))
                .distinct()
                .forEach(line -> turns.bind("workspace", workspace.value())
                        .bind("flow", line.flow())
                        .bind("step", line.step())
                        .bind("now", now.toEpochMilli())
                        .add());
        turns.execute();
    }

    /** Lines to be looked at. */
    List<Line> due(Instant now) {
        return database.read(handle -> handle.createQuery("""
                        SELECT workspace, flow, step FROM flow_line_turn WHERE next_at <= :now ORDER BY next_at
                        """)
                .bind("now", now.toEpochMilli())
                .map((row, context) -> new Line(
                        new WorkspaceId(row.getString("workspace")), row.getString("flow"), row.getString("step")))
                .list());
    }

    /** The first of a line. */
    List<Place> first(Line line, int most) {
        return database.read(handle -> handle.createQuery("""
                        SELECT place, run, occurrence FROM flow_line
                        WHERE workspace = :workspace AND flow = :flow AND step = :step
                        ORDER BY place LIMIT :most
                        """)
                .bind("workspace", line.workspace().value())
                .bind("flow", line.flow())
                .bind("step", line.step())
                .bind("most", most)
                .map((row, context) -> new Place(row.getLong("place"), row.getString("run"), row.getInt("occurrence")))
                .list());
    }

    /** Who passed after an instant, oldest first. */
    List<Pace.Passage> passages(Line line, Instant after) {
        return database.read(handle -> handle.createQuery("""
                        SELECT at, passed FROM flow_line_passage
                        WHERE workspace = :workspace AND flow = :flow AND step = :step AND at > :after ORDER BY at
                        """)
                .bind("workspace", line.workspace().value())
                .bind("flow", line.flow())
                .bind("step", line.step())
                .bind("after", after.toEpochMilli())
                .map((row, context) -> new Pace.Passage(Instant.ofEpochMilli(row.getLong("at")), row.getInt("passed")))
                .list());
    }

    /** Takes places away. */
    static void leave(Handle handle, List<Place> places) {
        PreparedBatch batch = handle.prepareBatch("DELETE FROM flow_line WHERE place = :place");
        places.forEach(place -> batch.bind("place", place.place()).add());
        if (!places.isEmpty()) {
            batch.execute();
        }
    }

    /** Puts places at the end of their line. */
    static void moveBack(Handle handle, List<Place> places) {
        PreparedBatch batch = handle.prepareBatch(
                "UPDATE flow_line SET place = (SELECT max(place) + 1 FROM flow_line) WHERE place = :place");
        places.forEach(place -> batch.bind("place", place.place()).add());
        if (!places.isEmpty()) {
            batch.execute();
        }
    }

    /** Notes how many passed, and forgets what counts no more. */
    static void passed(Handle handle, Line line, long people, Instant now, Instant counting) {
        bind(handle, """
                DELETE FROM flow_line_passage
                WHERE workspace = :workspace AND flow = :flow AND step = :step AND at <= :at
                """, line, counting).execute();
        if (people > 0) {
            bind(handle, """
                    INSERT INTO flow_line_passage (workspace, flow, step, at, passed)
                    VALUES (:workspace, :flow, :step, :at, :people)
                    ON CONFLICT DO UPDATE SET passed = passed + excluded.passed
                    """, line, now).bind("people", people).execute();
        }
    }

    /** Says when to look at the line again; never when nobody waits, or without an instant before somebody asks. */
    static void lookAgain(Handle handle, Line line, Optional<Instant> next) {
        bind(handle, """
                UPDATE flow_line_turn SET next_at = :at
                WHERE workspace = :workspace AND flow = :flow AND step = :step
                """, line, next.orElse(Instant.ofEpochMilli(Long.MAX_VALUE)))
                .execute();
        handle.createUpdate("""
                        DELETE FROM flow_line_turn AS turn
                        WHERE workspace = :workspace AND flow = :flow AND step = :step
                          AND NOT EXISTS (SELECT 1 FROM flow_line waiting
                                          WHERE waiting.workspace = turn.workspace AND waiting.flow = turn.flow
                                            AND waiting.step = turn.step)
                        """)
                .bind("workspace", line.workspace().value())
                .bind("flow", line.flow())
                .bind("step", line.step())
                .execute();
    }

    /** Looks at every line of a flow that goes on. */
    static void release(Handle handle, WorkspaceId workspace, String flow) {
        handle.execute(
                "UPDATE flow_line_turn SET next_at = 0 WHERE workspace = ? AND flow = ?", workspace.value(), flow);
    }

    /** Forgets the lines of a flow that everybody left. */
    static void end(Handle handle, WorkspaceId workspace, String flow) {
        for (String table : List.of("flow_line", "flow_line_turn", "flow_line_passage")) {
            handle.execute("DELETE FROM " + table + " WHERE workspace = ? AND flow = ?", workspace.value(), flow);
        }
    }

    private static Update bind(Handle handle, String sql, Line line, Instant at) {
        return handle.createUpdate(sql)
                .bind("workspace", line.workspace().value())
                .bind("flow", line.flow())
                .bind("step", line.step())
                .bind("at", at.toEpochMilli());
    }
}
