package dev.percorso.server.access;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** Workspaces in the state database. */
final class WorkspaceStore {
    private static final RowMapper<Workspace> ROW = (row, context) -> new Workspace(
            row.getString("id"),
            row.getString("name"),
            ZoneId.of(row.getString("time_zone")),
            row.getString("currency"),
            row.getBoolean("simulated"),
            row.getString("conversion_event"),
            row.getInt("session_gap_minutes"),
            Instant.ofEpochMilli(row.getLong("created_at")),
            Optional.empty(),
            Optional.empty());

    private final Database database;

    WorkspaceStore(Database database) {
        this.database = database;
    }

    List<Workspace> all() {
        return database.read(handle -> handle.createQuery("SELECT * FROM workspace ORDER BY created_at, id")
                .map(ROW)
                .list());
    }

    Optional<Workspace> find(WorkspaceId id) {
        return database.read(handle -> handle.createQuery("SELECT * FROM workspace WHERE id = :id")
                .bind("id", id.value())
                .map(ROW)
                .findOne());
    }

    /** Whether it was created; false when the id is taken. */
    boolean insert(Workspace workspace) {
        return database.write(handle -> handle.createUpdate("""
                        INSERT INTO workspace (id, name, time_zone, currency, conversion_event, simulated, created_at)
                        VALUES (:id, :name, :timeZone, :currency, :conversionEvent, :simulated, :createdAt)
                        ON CONFLICT DO NOTHING
                        """)
                        .bind("id", workspace.id())
                        .bind("name", workspace.name())
                        .bind("timeZone", workspace.timeZone().getId())
                        .bind("currency", workspace.currency())
                        .bind("conversionEvent", workspace.conversionEvent())
                        .bind("simulated", workspace.simulated())
                        .bind("createdAt", workspace.createdAt().toEpochMilli())
                        .execute())
                == 1;
    }

    void update(Workspace workspace) {
        database.run(handle -> handle.createUpdate("""
                        UPDATE workspace
                        SET name = :name, time_zone = :timeZone, currency = :currency,
                          conversion_event = :conversionEvent, session_gap_minutes = :sessionGapMinutes
                        WHERE id = :id
                        """)
                .bind("id", workspace.id())
                .bind("name", workspace.name())
                .bind("timeZone", workspace.timeZone().getId())
                .bind("currency", workspace.currency())
                .bind("conversionEvent", workspace.conversionEvent())
                .bind("sessionGapMinutes", workspace.sessionGapMinutes())
                .execute());
    }
}
