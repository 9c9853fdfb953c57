package dev.percorso.server.privacy;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;

/** Settings and retention runs in the state database, and the rows that limits remove from it. */
final class PrivacyStore {
    private static final int SHOWN = 30;

    private final Database database;

    PrivacyStore(Database database) {
        this.database = database;
    }

    PrivacySettings settings(WorkspaceId workspace) {
        return database.read(handle -> {
            Map<RetentionKind, Integer> limits = new EnumMap<>(RetentionKind.class);
            handle.createQuery("SELECT kind, days FROM retention_limit WHERE workspace = :workspace")
                    .bind("workspace", workspace.value())
                    .map((row, context) -> limits.put(RetentionKind.valueOf(row.getString(1)), row.getInt(2)))
                    .list();
            boolean dropErased = handle.createQuery(
                            "SELECT drop_erased FROM privacy_setting WHERE workspace = :workspace")
                    .bind("workspace", workspace.value())
                    .mapTo(Boolean.class)
                    .findOne()
                    .orElse(true);
            return new PrivacySettings(dropErased, limits);
        });
    }

    void save(WorkspaceId workspace, PrivacySettings settings) {
        database.run(handle -> {
            handle.execute("""
                    INSERT INTO privacy_setting (workspace, drop_erased) VALUES (?, ?)
                    ON CONFLICT (workspace) DO UPDATE SET drop_erased = excluded.drop_erased
                    """, workspace.value(), settings.dropErased());
            handle.execute("DELETE FROM retention_limit WHERE workspace = ?", workspace.value());
            settings.keepDays()
                    .forEach((kind, days) -> handle.execute(
                            "INSERT INTO retention_limit (workspace, kind, days) VALUES (?, ?, ?)",
                            workspace.value(),
                            kind.name(),
                            days));
        });
    }

    List<WorkspaceId> withLimits() {
        return database.read(handle -> handle.createQuery("SELECT DISTINCT workspace FROM retention_limit")
                .mapTo(String.class)
                .map(WorkspaceId::new)
                .list());
    }

    Optional<Instant> lastRun(WorkspaceId workspace) {
        return database.read(handle -> handle.createQuery(
                        "SELECT at FROM retention_run WHERE workspace = :workspace ORDER BY at DESC LIMIT 1")
                .bind("workspace", workspace.value())
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli));
    }

    void add(WorkspaceId workspace, RetentionRun run) {
        Map<String, Long> removed = new HashMap<>();
        run.removed().forEach((kind, count) -> removed.put(kind.name(), count));
        database.run(handle -> handle.execute(
                "INSERT OR REPLACE INTO retention_run (workspace, at, removed, problem) VALUES (?, ?, ?, ?)",
                workspace.value(),
                run.at().toEpochMilli(),
                Json.text(removed),
                run.problem()));
    }

    List<RetentionRun> runs(WorkspaceId workspace) {
        return database.read(handle -> handle.createQuery("""
                        SELECT at, removed, problem FROM retention_run
                        WHERE workspace = :workspace ORDER BY at DESC LIMIT :shown
                        """)
                .bind("workspace", workspace.value())
                .bind("shown", SHOWN)
                .map((row, context) -> {
                    Map<RetentionKind, Long> removed = new EnumMap<>(RetentionKind.class);
                    Json.MAPPER
                            .readValue(row.getString("removed"), new TypeReference<Map<String, Long>>() {})
                            .forEach((kind, count) -> removed.put(RetentionKind.valueOf(kind), count));
                    return new RetentionRun(Instant.ofEpochMilli(row.getLong("at")), removed, row.getString("problem"));
                })
                .list());
    }

    /** Removes rows from before an instant; tells how many. */
    long remove(WorkspaceId workspace, RetentionKind kind, Instant before) {
        String sql = switch (kind) {
            case DEAD_LETTERS -> "DELETE FROM dead_letter WHERE workspace = :workspace AND received_at < :before";
            case MESSAGES -> """
                        DELETE FROM outbox WHERE workspace = :workspace AND created_at < :before
                          AND status NOT IN ('PENDING', 'SENDING')
                        """;
            case FLOW_RUNS -> "DELETE FROM flow_run WHERE workspace = :workspace AND ended_at < :before";
            case AUDIT -> "DELETE FROM audit_entry WHERE workspace = :workspace AND at < :before";
            case AGGREGATES -> """
                        DELETE FROM event_without_consent
                        WHERE workspace = :workspace AND day < date(:before / 1000, 'unixepoch')
                        """;
            case EVENTS, PERSONS -> throw new IllegalArgumentException(kind + " are not rows of a table");
        };
        return database.write(handle -> (long) handle.createUpdate(sql)
                .bind("workspace", workspace.value())
                .bind("before", before.toEpochMilli())
                .execute());
    }

    /** Persons first known before an instant, those merged into others left out. */
    List<Integer> knownBefore(WorkspaceId workspace, Instant before) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id FROM person
                        WHERE workspace = :workspace AND merged_into IS NULL AND created_at < :before
                        """)
                .bind("workspace", workspace.value())
                .bind("before", before.toEpochMilli())
                .mapTo(Integer.class)
                .list());
    }
}
