package dev.percorso.server.privacy;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.people.DataSubject;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.Rewritten;
import dev.percorso.server.store.StoredTimes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Erasures in the state database. */
final class ErasureStore {
    private static final int SHOWN = 200;

    private final Database database;

    ErasureStore(Database database) {
        this.database = database;
    }

    /** An erasure that is not done, with whom it forgets. */
    record Open(WorkspaceId workspace, String id, Erasure.Phase phase, Erasure.Reason reason, List<Integer> numbers) {}

    /** What is noted of a new erasure. */
    record New(DataSubject subject, String id, Erasure.Reason reason, String requestedBy, Set<String> hashes) {}

    static void insert(Handle handle, New erasure, Instant now) {
        DataSubject subject = erasure.subject();
        handle.createUpdate("""
                        INSERT INTO erasure (workspace, id, phase, reason, requested_at, requested_by, persons, numbers)
                        VALUES (:workspace, :id, 'WAITING', :reason, :now, :by, :persons, :numbers)
                        """)
                .bind("workspace", subject.workspace().value())
                .bind("id", erasure.id())
                .bind("reason", erasure.reason().name())
                .bind("now", now.toEpochMilli())
                .bind("by", erasure.requestedBy())
                .bind("persons", subject.numbers().size())
                .bind("numbers", subject.numbersAsJson())
                .execute();
        for (String hash : erasure.hashes()) {
            handle.execute(
                    "INSERT OR REPLACE INTO erased_id (workspace, hash, erasure) VALUES (?, ?, ?)",
                    subject.workspace().value(),
                    hash,
                    erasure.id());
        }
    }

    List<Open> open() {
        return database.read(handle -> handle.createQuery("""
                        SELECT workspace, id, phase, reason, numbers FROM erasure
                        WHERE finished_at IS NULL ORDER BY requested_at, id
                        """)
                .map((row, context) -> new Open(
                        new WorkspaceId(row.getString("workspace")),
                        row.getString("id"),
                        Erasure.Phase.valueOf(row.getString("phase")),
                        Erasure.Reason.valueOf(row.getString("reason")),
                        List.of(Json.MAPPER.readValue(row.getString("numbers"), Integer[].class))))
                .list());
    }

    /** Whether an erasure of the person is under way. */
    boolean isUnderWay(WorkspaceId workspace, int person) {
        return database.read(handle -> handle.createQuery("""
                        SELECT EXISTS (SELECT 1 FROM erasure, json_each(numbers)
                          WHERE workspace = :workspace AND finished_at IS NULL AND json_each.value = :person)
                        """)
                .bind("workspace", workspace.value())
                .bind("person", person)
                .mapTo(Boolean.class)
                .one());
    }

    void enter(Open erasure, Erasure.Phase phase) {
        database.run(handle -> enter(handle, erasure, phase));
    }

    static void enter(Handle handle, Open erasure, Erasure.Phase phase) {
        handle.execute(
                "UPDATE erasure SET phase = ?, problem = '' WHERE workspace = ? AND id = ?",
                phase.name(),
                erasure.workspace().value(),
                erasure.id());
    }

    void removed(Open erasure, Rewritten outcome) {
        database.run(handle -> handle.execute(
                """
                UPDATE erasure SET events_removed = events_removed + ?, events_changed = events_changed + ?,
                  files_rewritten = files_rewritten + ? WHERE workspace = ? AND id = ?
                """,
                outcome.removed(),
                outcome.changed(),
                outcome.files(),
                erasure.workspace().value(),
                erasure.id()));
    }

    void failed(Open erasure, String problem) {
        database.run(handle -> handle.execute(
                "UPDATE erasure SET problem = ? WHERE workspace = ? AND id = ?",
                problem,
                erasure.workspace().value(),
                erasure.id()));
    }

    void finish(Open erasure, List<String> remains, Instant now) {
        database.run(handle -> handle.execute(
                """
                UPDATE erasure SET phase = 'DONE', problem = '', finished_at = ?, numbers = '[]', remains = ?
                WHERE workspace = ? AND id = ?
                """, now.toEpochMilli(), Json.text(remains), erasure.workspace().value(), erasure.id()));
    }

    boolean lift(WorkspaceId workspace, String id, Instant now) {
        return database.write(handle -> handle.execute(
                        "UPDATE erasure SET lifted_at = ? WHERE workspace = ? AND id = ? AND finished_at IS NOT NULL",
                        now.toEpochMilli(),
                        workspace.value(),
                        id)
                > 0);
    }

    List<Erasure> list(WorkspaceId workspace) {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM erasure WHERE workspace = :workspace ORDER BY requested_at DESC, id LIMIT :shown
                        """)
                .bind("workspace", workspace.value())
                .bind("shown", SHOWN)
                .map(ErasureStore::read)
                .list());
    }

    Optional<Erasure> find(WorkspaceId workspace, String id) {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM erasure WHERE workspace = :workspace AND id = :id")
                        .bind("workspace", workspace.value())
                        .bind("id", id)
                        .map(ErasureStore::read)
                        .findOne());
    }

    private static Erasure read(ResultSet row, StatementContext context) throws SQLException {
        return new Erasure(
                row.getString("id"),
                Erasure.Phase.valueOf(row.getString("phase")),
                Erasure.Reason.valueOf(row.getString("reason")),
                Instant.ofEpochMilli(row.getLong("requested_at")),
                row.getString("requested_by"),
                StoredTimes.find(row, "finished_at"),
                row.getInt("persons"),
                row.getLong("events_removed"),
                row.getLong("events_changed"),
                row.getInt("files_rewritten"),
                Arrays.asList(Json.MAPPER.readValue(row.getString("remains"), String[].class)),
                row.getString("problem"),
                StoredTimes.find(row, "lifted_at"));
    }
}
