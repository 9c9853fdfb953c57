package dev.percorso.server.alert;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.StoredTimes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Alerts and their incidents in the state database. */
final class AlertStore {
    private final Database database;

    AlertStore(Database database) {
        this.database = database;
    }

    List<Alert> all(WorkspaceId workspace) {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM alert WHERE workspace = :workspace ORDER BY id")
                        .bind("workspace", workspace.value())
                        .map(AlertStore::alert)
                        .list());
    }

    List<Alert> due(Instant now, int most) {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM alert WHERE next_check <= :now ORDER BY next_check LIMIT :most")
                .bind("now", now.toEpochMilli())
                .bind("most", most)
                .map(AlertStore::alert)
                .list());
    }

    Optional<Alert> find(WorkspaceId workspace, String id) {
        return database.read(handle -> find(handle, workspace, id));
    }

    static Optional<Alert> find(Handle handle, WorkspaceId workspace, String id) {
        return handle.createQuery("SELECT * FROM alert WHERE workspace = :workspace AND id = :id")
                .bind("workspace", workspace.value())
                .bind("id", id)
                .map(AlertStore::alert)
                .findOne();
    }

    /** Stores a new alert, or a changed one, to be checked at once as if it were new. */
    void save(WorkspaceId workspace, String id, AlertContent content, Instant now, String by) {
        database.run(handle -> {
            handle.createUpdate("""
                            INSERT INTO alert (workspace, id, content, state, next_check, updated_at, updated_by)
                            VALUES (:workspace, :id, :content, 'CALM', :now, :now, :by)
                            ON CONFLICT (workspace, id) DO UPDATE
                            SET content = :content, state = 'CALM', problem = '', reading = NULL, next_check = :now,
                                updated_at = :now, updated_by = :by
                            """)
                    .bind("workspace", workspace.value())
                    .bind("id", id)
                    .bind("content", Json.text(content))
                    .bind("now", now.toEpochMilli())
                    .bind("by", by)
                    .execute();
            endIncidents(handle, workspace, id, now);
        });
    }

    boolean delete(WorkspaceId workspace, String id) {
        return database.write(handle -> {
            handle.execute("DELETE FROM alert_incident WHERE workspace = ? AND alert = ?", workspace.value(), id);
            return handle.execute("DELETE FROM alert WHERE workspace = ? AND id = ?", workspace.value(), id) == 1;
        });
    }

    static void checked(
            Handle handle,
            Alert alert,
            Alert.State state,
            String problem,
            Optional<Reading> reading,
            Instant now,
            Instant nextCheck) {
        handle.createUpdate("""
                        UPDATE alert SET state = :state, problem = :problem, reading = :reading, checked_at = :now,
                                         next_check = :next
                        WHERE workspace = :workspace AND id = :id
                        """)
                .bind("state", state.name())
                .bind("problem", problem)
                .bind("reading", reading.map(Json::text).orElse(null))
                .bind("now", now.toEpochMilli())
                .bind("next", nextCheck.toEpochMilli())
                .bind("workspace", alert.workspace().value())
                .bind("id", alert.id())
                .execute();
    }

    /** Whether it is the first one for this day; an ended one of the same day goes on. */
    static boolean beginIncident(Handle handle, Alert alert, Reading reading, Instant now) {
        int begun = handle.createUpdate("""
                        INSERT INTO alert_incident (workspace, alert, day, reading, started_at)
                        VALUES (:workspace, :alert, :day, :reading, :now) ON CONFLICT DO NOTHING
                        """)
                .bind("workspace", alert.workspace().value())
                .bind("alert", alert.id())
                .bind("day", reading.to().toString())
                .bind("reading", Json.text(reading))
                .bind("now", now.toEpochMilli())
                .execute();
        if (begun == 0) {
            handle.execute(
                    "UPDATE alert_incident SET ended_at = NULL WHERE workspace = ? AND alert = ? AND day = ?",
                    alert.workspace().value(),
                    alert.id(),
                    reading.to().toString());
        }
        return begun == 1;
    }

    /** The day of the incident that goes on, if one does. */
    static Optional<String> openIncident(Handle handle, Alert alert) {
        return handle.createQuery("""
                        SELECT day FROM alert_incident
                        WHERE workspace = :workspace AND alert = :alert AND ended_at IS NULL ORDER BY day DESC LIMIT 1
                        """)
                .bind("workspace", alert.workspace().value())
                .bind("alert", alert.id())
                .mapTo(String.class)
                .findOne();
    }

    static void endIncidents(Handle handle, WorkspaceId workspace, String alert, Instant now) {
        handle.execute(
                "UPDATE alert_incident SET ended_at = ? WHERE workspace = ? AND alert = ? AND ended_at IS NULL",
                now.toEpochMilli(),
                workspace.value(),
                alert);
    }

    List<Incident> incidents(WorkspaceId workspace, int most) {
        return database.read(handle -> handle.createQuery("""
                        SELECT i.*, a.content FROM alert_incident i
                        JOIN alert a ON a.workspace = i.workspace AND a.id = i.alert
                        WHERE i.workspace = :workspace ORDER BY i.started_at DESC LIMIT :most
                        """)
                .bind("workspace", workspace.value())
                .bind("most", most)
                .map((row, context) -> new Incident(
                        row.getString("alert"),
                        content(row).name(),
                        content(row).figure(),
                        LocalDate.parse(row.getString("day")),
                        Json.MAPPER.readValue(row.getString("reading"), Reading.class),
                        Instant.ofEpochMilli(row.getLong("started_at")),
                        StoredTimes.find(row, "ended_at")))
                .list());
    }

    private static AlertContent content(ResultSet row) throws SQLException {
        return Json.MAPPER.readValue(row.getString("content"), AlertContent.class);
    }

    private static Alert alert(ResultSet row, StatementContext context) throws SQLException {
        return new Alert(
                new WorkspaceId(row.getString("workspace")),
                row.getString("id"),
                content(row),
                Alert.State.valueOf(row.getString("state")),
                row.getString("problem"),
                Optional.ofNullable(row.getString("reading")).map(text -> Json.MAPPER.readValue(text, Reading.class)),
                StoredTimes.find(row, "checked_at"),
                Instant.ofEpochMilli(row.getLong("updated_at")),
                row.getString("updated_by"));
    }
}
