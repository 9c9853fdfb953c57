package dev.percorso.server.audit;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The audit log in the state database. */
final class AuditStore {
    private final Database database;

    AuditStore(Database database) {
        this.database = database;
    }

    /** An entry before it has its place. */
    record New(
            Instant at,
            Optional<WorkspaceId> workspace,
            String actor,
            Optional<String> userId,
            String action,
            String subject,
            Optional<Integer> person) {}

    void add(New entry) {
        database.run(handle -> handle.createUpdate("""
                        INSERT INTO audit_entry (at, workspace, actor, user_id, action, subject, person)
                        VALUES (:at, :workspace, :actor, :user, :action, :subject, :person)
                        """)
                .bind("at", entry.at().toEpochMilli())
                .bind("workspace", entry.workspace().map(WorkspaceId::value))
                .bind("actor", entry.actor())
                .bind("user", entry.userId())
                .bind("action", entry.action())
                .bind("subject", entry.subject())
                .bind("person", entry.person())
                .execute());
    }

    /** Entries of the workspace and those that concern all of them. */
    List<AuditEntry> find(WorkspaceId workspace, AuditQuery query) {
        return database.read(handle -> handle.createQuery("""
                        SELECT sequence, at, workspace, actor, action, subject FROM audit_entry
                        WHERE (workspace = :workspace OR workspace IS NULL) AND sequence < :before
                          AND (:from IS NULL OR at >= :from) AND (:to IS NULL OR at < :to)
                          AND (:text IS NULL OR instr(lower(actor || char(10) || action || char(10) || subject),
                                                      lower(:text)) > 0)
                        ORDER BY sequence DESC LIMIT :limit
                        """)
                .bind("workspace", workspace.value())
                .bind("before", query.before())
                .bind("from", query.from().map(Instant::toEpochMilli))
                .bind("to", query.to().map(Instant::toEpochMilli))
                .bind("text", query.text())
                .bind("limit", query.limit())
                .map((row, context) -> new AuditEntry(
                        row.getLong("sequence"),
                        Instant.ofEpochMilli(row.getLong("at")),
                        Optional.ofNullable(row.getString("workspace")),
                        row.getString("actor"),
                        row.getString("action"),
                        row.getString("subject")))
                .list());
    }
}
