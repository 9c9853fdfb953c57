package dev.percorso.server.orchestrate;

import dev.percorso.flow.format.InputFormat;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.store.Database;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import tools.jackson.core.type.TypeReference;

/** Inputs that could not be decided, until somebody lets them be given again. */
final class KeptInputStore {
    private static final TypeReference<Map<String, Object>> PLAIN = new TypeReference<>() {};
    /** Of one run; what comes after so many failures does not matter any more. */
    private static final int MOST = 100;

    private final Database database;

    KeptInputStore(Database database) {
        this.database = database;
    }

    /** One input, with its place in the order of arrival. */
    record Kept(long id, WorkspaceId workspace, GivenInput given) {}

    static void keep(Handle handle, WorkspaceId workspace, List<GivenInput> inputs) {
        for (GivenInput given : inputs) {
            handle.createUpdate("""
                            INSERT INTO flow_failed_input (workspace, flow, run, person, starts, input)
                            SELECT :workspace, :flow, :run, :person, :starts, :input
                            WHERE (SELECT count(*) FROM flow_failed_input
                                   WHERE workspace = :workspace AND run = :run) < :most
                            """)
                    .bind("workspace", workspace.value())
                    .bind("flow", given.flow())
                    .bind("run", given.run())
                    .bind("person", given.person())
                    .bind("starts", given.starts())
                    .bind("input", Json.text(InputFormat.write(given.input())))
                    .bind("most", MOST)
                    .execute();
        }
    }

    /** Those that are to be given again, in the order in which they came. */
    List<Kept> wanted(int limit) {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM flow_failed_input WHERE wanted = 1 ORDER BY id LIMIT :limit")
                .bind("limit", limit)
                .map((row, context) -> new Kept(
                        row.getLong("id"),
                        new WorkspaceId(row.getString("workspace")),
                        new GivenInput(
                                row.getString("flow"),
                                row.getString("run"),
                                row.getInt("person"),
                                row.getBoolean("starts"),
                                InputFormat.read(Json.MAPPER.readValue(row.getString("input"), PLAIN)))))
                .list());
    }

    /**
     * Forgets what was given, but not what failed again; a run with nothing left to give is no failure any more.
     *
     * @param failed runs that could not be decided
     */
    static void given(Handle handle, List<Kept> inputs, Collection<String> failed) {
        for (Kept kept : inputs) {
            if (failed.contains(kept.given().run())) {
                handle.execute("UPDATE flow_failed_input SET wanted = 0 WHERE id = ?", kept.id());
            } else {
                handle.execute("DELETE FROM flow_failed_input WHERE id = ?", kept.id());
                handle.createUpdate("""
                                DELETE FROM flow_failure WHERE workspace = :workspace AND run = :run
                                  AND NOT EXISTS (SELECT 1 FROM flow_failed_input
                                                  WHERE workspace = :workspace AND run = :run)
                                """)
                        .bind("workspace", kept.workspace().value())
                        .bind("run", kept.given().run())
                        .execute();
            }
        }
    }

    /** Forgets those of a flow that everybody left. */
    static void end(Handle handle, WorkspaceId workspace, String flow) {
        handle.execute("DELETE FROM flow_failed_input WHERE workspace = ? AND flow = ?", workspace.value(), flow);
    }
}
