package dev.percorso.server.orchestrate;

import dev.percorso.flow.PersonHistory;
import dev.percorso.flow.RunState;
import dev.percorso.flow.Timer;
import dev.percorso.flow.format.RunStateFormat;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.store.Database;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import tools.jackson.core.type.TypeReference;

/** Runs of persons in the state database. */
final class RunStore {
    private static final TypeReference<Map<String, Object>> PLAIN = new TypeReference<>() {};

    private static final String SAVE = """
            INSERT INTO flow_run (workspace, run, flow, person, run_key, version, step, started_at, ended_at, due_at,
                                  wake_at, state)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (workspace, run) DO UPDATE
            SET version = excluded.version, step = excluded.step, ended_at = excluded.ended_at,
                due_at = excluded.due_at, wake_at = excluded.wake_at, state = excluded.state
            """;

    private final Database database;

    RunStore(Database database) {
        this.database = database;
    }

    /** Active runs by person. */
    Map<Integer, List<RunState>> active(WorkspaceId workspace, Collection<Integer> persons) {
        Map<Integer, List<RunState>> runs = new HashMap<>();
        database.read(handle -> handle.createQuery("""
                        SELECT state FROM flow_run
                        WHERE workspace = :workspace AND ended_at IS NULL
                          AND person IN (SELECT value FROM json_each(:persons))
                        ORDER BY started_at, run
                        """)
                        .bind("workspace", workspace.value())
                        .bind("persons", persons.toString())
                        .map((row, context) -> state(row))
                        .list())
                .forEach(run -> runs.computeIfAbsent(Integer.valueOf(run.person()), _ -> new ArrayList<>())
                        .add(run));
        return runs;
    }

    /** The latest ended run of each key, by person. */
    Map<Integer, List<PersonHistory.PastRun>> ended(WorkspaceId workspace, String flow, Collection<Integer> persons) {
        Map<Integer, List<PersonHistory.PastRun>> ended = new HashMap<>();
        database.<Boolean, RuntimeException>read(handle -> {
            handle.createQuery("""
                            SELECT person, run_key, max(started_at) AS started_at FROM flow_run
                            WHERE workspace = :workspace AND flow = :flow AND ended_at IS NOT NULL
                              AND person IN (SELECT value FROM json_each(:persons))
                            GROUP BY person, run_key
                            """)
                    .bind("workspace", workspace.value())
                    .bind("flow", flow)
                    .bind("persons", persons.toString())
                    .map((row, context) -> ended.computeIfAbsent(row.getInt("person"), _ -> new ArrayList<>())
                            .add(new PersonHistory.PastRun(
                                    row.getString("run_key"), Instant.ofEpochMilli(row.getLong("started_at")), false)))
                    .list();
            return true;
        });
        return ended;
    }

    /** Runs of a person in a flow, newest first. */
    List<PersonInFlow.Run> ofPerson(WorkspaceId workspace, String flow, int person, int limit) {
        return database.read(handle -> handle.createQuery("""
                        SELECT state, ended_at FROM flow_run
                        WHERE workspace = :workspace AND flow = :flow AND person = :person
                        ORDER BY started_at DESC, run LIMIT :limit
                        """)
                .bind("workspace", workspace.value())
                .bind("flow", flow)
                .bind("person", person)
                .bind("limit", limit)
                .map((row, context) -> {
                    long endedAt = row.getLong("ended_at");
                    Optional<Instant> ended =
                            row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(endedAt));
                    return PersonInFlow.Run.of(state(row), ended);
                })
                .list());
    }

    /** A run with its workspace and its place among those due. */
    record DueRun(WorkspaceId workspace, RunState state, DuePlace place) {}

    /** A place in the order of being due. */
    record DuePlace(long dueAt, long row) {
        static final DuePlace FIRST = new DuePlace(Long.MIN_VALUE, Long.MIN_VALUE);
    }

    /** Runs to be looked at behind a place, the longest due first. */
    List<DueRun> due(Instant now, DuePlace after, int limit) {
        return database.read(handle -> handle.createQuery("""
                        SELECT workspace, state, due_at, rowid FROM flow_run
                        WHERE due_at <= :now AND (due_at, rowid) > (:dueAt, :row)
                        ORDER BY due_at, rowid LIMIT :limit
                        """)
                .bind("now", now.toEpochMilli())
                .bind("dueAt", after.dueAt())
                .bind("row", after.row())
                .bind("limit", limit)
                .map((row, context) -> new DueRun(
                        new WorkspaceId(row.getString("workspace")),
                        state(row),
                        new DuePlace(row.getLong("due_at"), row.getLong("rowid"))))
                .list());
    }

    /** The versions of a flow that have people inside; as quick for a million of them as for one. */
    List<Integer> versionsInside(WorkspaceId workspace, String flow) {
        return database.read(handle -> handle.createQuery("""
                        WITH RECURSIVE inside (version) AS (
                            SELECT MIN(version) FROM flow_run
                            WHERE workspace = :workspace AND flow = :flow AND ended_at IS NULL
                            UNION ALL
                            SELECT (SELECT MIN(version) FROM flow_run
                                    WHERE workspace = :workspace AND flow = :flow AND ended_at IS NULL
                                      AND version > inside.version)
                            FROM inside WHERE version IS NOT NULL
                        )
                        SELECT version FROM inside WHERE version IS NOT NULL
                        """)
                .bind("workspace", workspace.value())
                .bind("flow", flow)
                .mapTo(Integer.class)
                .list());
    }

    /** A run at a step, with its place among those there. */
    record RunThere(String run, int version, int person, long row) {}

    /** Runs at a step, of any version, behind a place. */
    List<RunThere> at(WorkspaceId workspace, String flow, String step, long after, int limit) {
        return database.read(handle -> handle.createQuery("""
                        SELECT run, version, person, rowid FROM flow_run
                        WHERE workspace = :workspace AND flow = :flow AND step = :step AND ended_at IS NULL
                          AND rowid > :after
                        ORDER BY rowid LIMIT :limit
                        """)
                .bind("workspace", workspace.value())
                .bind("flow", flow)
                .bind("step", step)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> new RunThere(
                        row.getString("run"), row.getInt("version"), row.getInt("person"), row.getLong("rowid")))
                .list());
    }

    /** Active runs of a flow. */
    List<RunState> activeOf(WorkspaceId workspace, String flow, int limit) {
        return database.read(handle -> handle.createQuery("""
                        SELECT state FROM flow_run
                        WHERE workspace = :workspace AND flow = :flow AND ended_at IS NULL LIMIT :limit
                        """)
                .bind("workspace", workspace.value())
                .bind("flow", flow)
                .bind("limit", limit)
                .map((row, context) -> state(row))
                .list());
    }

    /** Active runs of one version of a flow, behind a run in the order of their names. */
    List<RunState> activeOf(WorkspaceId workspace, String flow, int version, String after, int limit) {
        return database.read(handle -> handle.createQuery("""
                        SELECT state FROM flow_run
                        WHERE workspace = :workspace AND flow = :flow AND version = :version AND ended_at IS NULL
                          AND run > :after
                        ORDER BY run LIMIT :limit
                        """)
                .bind("workspace", workspace.value())
                .bind("flow", flow)
                .bind("version", version)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> state(row))
                .list());
    }

    /** How many are at each step of each version. */
    Map<Integer, Map<String, Long>> activeByVersions(WorkspaceId workspace, String flow) {
        Map<Integer, Map<String, Long>> counts = new HashMap<>();
        database.<Boolean, RuntimeException>read(handle -> {
            handle.createQuery("""
                            SELECT version, step, count(*) AS runs FROM flow_run
                            WHERE workspace = :workspace AND flow = :flow AND ended_at IS NULL
                            GROUP BY version, step ORDER BY version, step
                            """)
                    .bind("workspace", workspace.value())
                    .bind("flow", flow)
                    .map((row, context) -> counts.computeIfAbsent(row.getInt("version"), _ -> new TreeMap<>())
                            .put(row.getString("step"), row.getLong("runs")))
                    .list();
            return true;
        });
        return counts;
    }

    /** The first entry of each person, one at a time. */
    void eachFirstEntry(WorkspaceId workspace, String flow, Consumer<FlowEffects.FirstEntry> consumer) {
        database.<Boolean, RuntimeException>read(handle -> {
            try (Stream<FlowEffects.FirstEntry> entries = handle
                    .createQuery("""
                            -- Beside min() SQLite takes the other columns from the same row.
                            SELECT person, min(started_at) AS started_at,
                              CASE WHEN ended_at IS NOT NULL AND json_extract(state, '$.exit.kind') = 'held-out'
                                THEN json_extract(state, '$.exit.detail') END AS held_out
                            FROM flow_run WHERE workspace = :workspace AND flow = :flow AND person > 0
                            GROUP BY person
                            """)
                    .bind("workspace", workspace.value())
                    .bind("flow", flow)
                    .map((row, context) -> new FlowEffects.FirstEntry(
                            row.getInt("person"),
                            Instant.ofEpochMilli(row.getLong("started_at")),
                            FlowEffects.Kind.of(Optional.ofNullable(row.getString("held_out")))))
                    .stream()) {
                entries.forEach(consumer);
            }
            return true;
        });
    }

    Optional<RunState> find(WorkspaceId workspace, String run) {
        return database.read(
                handle -> handle.createQuery("SELECT state FROM flow_run WHERE workspace = :workspace AND run = :run")
                        .bind("workspace", workspace.value())
                        .bind("run", run)
                        .map((row, context) -> state(row))
                        .findOne());
    }

    /** Those of the runs that are there, by name. */
    Map<String, RunState> find(WorkspaceId workspace, Collection<String> runs) {
        Map<String, RunState> found = new HashMap<>();
        database.read(handle -> handle.createQuery("""
                        SELECT state FROM flow_run
                        WHERE workspace = :workspace AND run IN (SELECT value FROM json_each(:runs))
                        """)
                        .bind("workspace", workspace.value())
                        .bind("runs", Json.text(runs))
                        .map((row, context) -> state(row))
                        .list())
                .forEach(run -> found.put(run.run(), run));
        return found;
    }

    void save(Handle handle, WorkspaceId workspace, List<Written> runs, FlowCatalog.OpenFlows open, Instant now) {
        if (runs.isEmpty()) {
            return;
        }
        // Ended ones first: a person may leave and enter again in one turn, and only one active run is allowed.
        List<Written> ordered = new ArrayList<>(runs);
        ordered.sort(Comparator.comparing(written -> written.run().active()));
        // By place and without names, since this is where most of the time of a turn goes.
        try (PreparedStatement statement = handle.getConnection().prepareStatement(SAVE)) {
            for (Written written : ordered) {
                bind(statement, workspace, written.run(), open, now);
                statement.setString(12, written.text());
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException failure) {
            throw new IllegalStateException("runs cannot be stored", failure);
        }
    }

    private static void bind(
            PreparedStatement statement, WorkspaceId workspace, RunState run, FlowCatalog.OpenFlows open, Instant now)
            throws SQLException {
        Optional<Long> wakeAt = wakeAt(run);
        statement.setString(1, workspace.value());
        statement.setString(2, run.run());
        statement.setString(3, run.flow());
        statement.setInt(4, Integer.parseInt(run.person()));
        statement.setString(5, run.key());
        statement.setInt(6, run.version());
        statement.setString(7, run.step());
        statement.setLong(8, run.startedAt().toEpochMilli());
        statement.setObject(9, run.active() ? null : now.toEpochMilli());
        statement.setObject(10, open.isPaused(run.flow()) ? null : wakeAt.orElse(null));
        statement.setObject(11, wakeAt.orElse(null));
    }

    private static Optional<Long> wakeAt(RunState run) {
        // What a pause holds back moves as soon as the flow is resumed.
        return run.heldOutlet().isPresent()
                ? Optional.of(0L)
                : run.timer().map(Timer::due).map(RunStore::notBefore);
    }

    /** The first whole millisecond at which the instant has come: a timer looked at any earlier would not fire. */
    private static long notBefore(Instant instant) {
        return instant.plusNanos(999_999).toEpochMilli();
    }

    /** A run with what is stored of it. */
    record Written(RunState run, String text) {}

    /** Writes each run's text; done before the transaction, so that it does not wait for it. */
    static List<Written> written(Collection<RunState> runs) {
        return runs.stream()
                .map(run -> new Written(run, Json.text(RunStateFormat.write(run))))
                .toList();
    }

    /** Nobody of the flow is due while it is paused. */
    void hold(Handle handle, WorkspaceId workspace, String flow) {
        handle.createUpdate("""
                        UPDATE flow_run SET due_at = NULL
                        WHERE workspace = :workspace AND flow = :flow AND ended_at IS NULL
                        """)
                .bind("workspace", workspace.value())
                .bind("flow", flow)
                .execute();
    }

    void release(Handle handle, WorkspaceId workspace, String flow) {
        handle.createUpdate("""
                        UPDATE flow_run SET due_at = wake_at
                        WHERE workspace = :workspace AND flow = :flow AND ended_at IS NULL
                        """)
                .bind("workspace", workspace.value())
                .bind("flow", flow)
                .execute();
    }

    /** Puts a run that cannot be decided off, so that it does not keep the others from moving; not past its own time. */
    void postpone(WorkspaceId workspace, String run, Instant now, Instant until) {
        database.run(handle -> handle.createUpdate("""
                        UPDATE flow_run SET due_at = iif(wake_at > :now, min(wake_at, :until), :until)
                        WHERE workspace = :workspace AND run = :run
                        """)
                .bind("workspace", workspace.value())
                .bind("run", run)
                .bind("now", now.toEpochMilli())
                .bind("until", until.toEpochMilli())
                .execute());
    }

    /** Persons waiting at a step, or who came past it. */
    List<Integer> persons(WorkspaceId workspace, String flow, String step, boolean waiting) {
        String sql = waiting ? """
                SELECT DISTINCT person FROM flow_run
                WHERE workspace = :workspace AND flow = :flow AND step = :step AND ended_at IS NULL
                """ : """
                SELECT DISTINCT person FROM flow_run
                WHERE workspace = :workspace AND flow = :flow AND (step <> :step OR ended_at IS NOT NULL)
                  AND EXISTS (SELECT 1 FROM json_each(state, '$.visits') WHERE key = :step)
                """;
        return database.read(handle -> handle.createQuery(sql)
                .bind("workspace", workspace.value())
                .bind("flow", flow)
                .bind("step", step)
                .mapTo(Integer.class)
                .list());
    }

    private static RunState state(ResultSet row) throws SQLException {
        return RunStateFormat.read(Json.MAPPER.readValue(row.getString("state"), PLAIN));
    }
}
