package dev.percorso.server.orchestrate;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.store.Database;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Who is in which way of an experiment, and what was decided, in the state database. */
final class ExperimentStore {
    private final Database database;

    ExperimentStore(Database database) {
        this.database = database;
    }

    /** Somebody came to an experiment. */
    record Exposure(String flow, int version, String step, int person, String variant) {}

    /** Notes who came, each person once, in the transaction of their steps. */
    static void expose(Handle handle, WorkspaceId workspace, List<Exposure> exposures, Instant now) {
        if (exposures.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO experiment_exposure (workspace, flow, step, person, variant, version, exposed_at)
                VALUES (:workspace, :flow, :step, :person, :variant, :version, :now)
                ON CONFLICT DO NOTHING
                """);
        exposures.forEach(exposure -> batch.bind("workspace", workspace.value())
                .bind("flow", exposure.flow())
                .bind("step", exposure.step())
                .bind("person", exposure.person())
                .bind("variant", exposure.variant())
                .bind("version", exposure.version())
                .bind("now", now.toEpochMilli())
                .add());
        batch.execute();
    }

    /** A person in an experiment. */
    record Exposed(int person, String variant, int version, Instant at) {}

    /** Everybody in an experiment, one at a time. */
    void each(WorkspaceId workspace, String flow, String step, Consumer<Exposed> consumer) {
        database.<Boolean, RuntimeException>read(handle -> {
            try (Stream<Exposed> exposed = handle
                    .createQuery("""
                            SELECT person, variant, version, exposed_at FROM experiment_exposure
                            WHERE workspace = :workspace AND flow = :flow AND step = :step AND person > 0
                            """)
                    .bind("workspace", workspace.value())
                    .bind("flow", flow)
                    .bind("step", step)
                    .map((row, context) -> new Exposed(
                            row.getInt("person"),
                            row.getString("variant"),
                            row.getInt("version"),
                            Instant.ofEpochMilli(row.getLong("exposed_at"))))
                    .stream()) {
                exposed.forEach(consumer);
            }
            return true;
        });
    }

    /** Those who withdrew their consent to e-mail within so many milliseconds of coming to the experiment. */
    Set<Integer> unsubscribed(WorkspaceId workspace, String flow, String step, long within) {
        return new HashSet<>(database.read(handle -> handle.createQuery("""
                        SELECT DISTINCT e.person FROM experiment_exposure e
                        JOIN consent_entry c ON c.workspace = e.workspace AND c.person = e.person
                          AND c.purpose = 'EMAIL' AND c.granted = 0
                          AND c.at >= e.exposed_at AND c.at <= e.exposed_at + :within
                        WHERE e.workspace = :workspace AND e.flow = :flow AND e.step = :step
                        """)
                .bind("workspace", workspace.value())
                .bind("flow", flow)
                .bind("step", step)
                .bind("within", within)
                .mapTo(Integer.class)
                .list()));
    }

    /** What was decided about the experiment, if it was. */
    Optional<ExperimentResult.Decision> decision(WorkspaceId workspace, String flow, String step) {
        return database.read(handle -> handle.createQuery("""
                        SELECT winner, decided_at, figures FROM experiment_decision
                        WHERE workspace = :workspace AND flow = :flow AND step = :step
                        """)
                .bind("workspace", workspace.value())
                .bind("flow", flow)
                .bind("step", step)
                .map((row, context) -> new ExperimentResult.Decision(
                        row.getString("winner"),
                        Instant.ofEpochMilli(row.getLong("decided_at")),
                        List.of(Json.read(
                                row.getString("figures").getBytes(StandardCharsets.UTF_8),
                                ExperimentResult.Variant[].class))))
                .findOne());
    }

    /** Decides once; whether it was not decided before. */
    boolean decide(WorkspaceId workspace, String flow, String step, ExperimentResult.Decision decision) {
        return database.write(handle -> handle.createUpdate("""
                                INSERT INTO experiment_decision (workspace, flow, step, winner, decided_at, figures)
                                VALUES (:workspace, :flow, :step, :winner, :at, :figures)
                                ON CONFLICT DO NOTHING
                                """)
                        .bind("workspace", workspace.value())
                        .bind("flow", flow)
                        .bind("step", step)
                        .bind("winner", decision.winner())
                        .bind("at", decision.at().toEpochMilli())
                        .bind("figures", Json.text(decision.variants()))
                        .execute()
                == 1);
    }

    /** The winners by flow and step. */
    Map<String, Map<String, String>> winners(WorkspaceId workspace) {
        Map<String, Map<String, String>> winners = new HashMap<>();
        database.<Boolean, RuntimeException>read(handle -> {
            handle.createQuery("SELECT flow, step, winner FROM experiment_decision WHERE workspace = :workspace")
                    .bind("workspace", workspace.value())
                    .map((row, context) -> winners.computeIfAbsent(row.getString("flow"), _ -> new HashMap<>())
                            .put(row.getString("step"), row.getString("winner")))
                    .list();
            return true;
        });
        return winners;
    }
}
