package dev.percorso.server.collect;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Sources in the state database; of a write key only the hash. */
final class SourceStore {
    private final Database database;

    SourceStore(Database database) {
        this.database = database;
    }

    void insert(WorkspaceId workspace, Source source, String keyHash, String byWhom) {
        database.run(handle -> {
            handle.execute(
                    """
                    INSERT INTO source (id, workspace, name, kind, protocol, consent, key_hash, hint, created_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    source.id(),
                    workspace.value(),
                    source.name(),
                    source.kind().name(),
                    source.protocol().name(),
                    source.consent().name(),
                    keyHash,
                    source.hint(),
                    source.createdAt().toEpochMilli());
            note(handle, workspace, source.id(), source.consent(), source.createdAt(), byWhom);
        });
    }

    private static void note(
            Handle handle, WorkspaceId workspace, String source, ConsentBasis consent, Instant at, String byWhom) {
        handle.execute(
                "INSERT INTO source_consent_change (workspace, source, consent, at, by_whom) VALUES (?, ?, ?, ?, ?)",
                workspace.value(),
                source,
                consent.name(),
                at.toEpochMilli(),
                byWhom);
    }

    /** Whether there is such a source. */
    boolean changeConsent(WorkspaceId workspace, String id, ConsentBasis consent, Instant at, String byWhom) {
        return database.write(handle -> {
            boolean isThere = handle.execute(
                            "UPDATE source SET consent = ? WHERE workspace = ? AND id = ?",
                            consent.name(),
                            workspace.value(),
                            id)
                    > 0;
            if (isThere) {
                note(handle, workspace, id, consent, at, byWhom);
            }
            return isThere;
        });
    }

    List<SourceConsentChange> consentChanges(WorkspaceId workspace) {
        return database.read(handle -> handle.createQuery("""
                        SELECT c.source, s.name, c.consent, c.at, c.by_whom
                        FROM source_consent_change c JOIN source s ON s.workspace = c.workspace AND s.id = c.source
                        WHERE c.workspace = :workspace ORDER BY c.id DESC LIMIT 500
                        """)
                .bind("workspace", workspace.value())
                .map((row, context) -> new SourceConsentChange(
                        row.getString(1),
                        row.getString(2),
                        ConsentBasis.valueOf(row.getString(3)),
                        Instant.ofEpochMilli(row.getLong(4)),
                        row.getString(5)))
                .list());
    }

    Optional<ConsentBasis> basis(WorkspaceId workspace, String id) {
        return database.read(
                handle -> handle.createQuery("SELECT consent FROM source WHERE workspace = :workspace AND id = :id")
                        .bind("workspace", workspace.value())
                        .bind("id", id)
                        .mapTo(String.class)
                        .map(ConsentBasis::valueOf)
                        .findOne());
    }

    Optional<SourceKind> kind(WorkspaceId workspace, String id) {
        return database.read(
                handle -> handle.createQuery("SELECT kind FROM source WHERE workspace = :workspace AND id = :id")
                        .bind("workspace", workspace.value())
                        .bind("id", id)
                        .mapTo(String.class)
                        .map(SourceKind::valueOf)
                        .findOne());
    }

    Optional<Sources.Sender> byKeyHash(String keyHash) {
        return database.read(handle -> handle.createQuery(
                        "SELECT workspace, id, kind, protocol FROM source WHERE key_hash = :hash AND revoked_at IS NULL")
                .bind("hash", keyHash)
                .map((row, context) -> new Sources.Sender(
                        new WorkspaceId(row.getString(1)),
                        row.getString(2),
                        SourceKind.valueOf(row.getString(3)),
                        Protocol.valueOf(row.getString(4))))
                .findOne());
    }

    List<Source> all(WorkspaceId workspace) {
        return database.read(handle -> handle.createQuery("""
                        SELECT s.id, s.name, s.kind, s.protocol, s.consent, s.hint, s.created_at, s.revoked_at, c.last_event_at,
                          coalesce(c.accepted, 0) AS accepted, coalesce(c.refused, 0) AS refused,
                          coalesce(c.duplicate, 0) AS duplicate,
                          coalesce((SELECT sum(events) FROM event_without_consent w
                            WHERE w.workspace = s.workspace AND w.source = s.id), 0) AS without_consent
                        FROM source s LEFT JOIN source_count c ON c.workspace = s.workspace AND c.source = s.id
                        WHERE s.workspace = :workspace ORDER BY s.created_at, s.id
                        """)
                .bind("workspace", workspace.value())
                .map((row, context) -> source(row))
                .list());
    }

    private static Source source(ResultSet row) throws SQLException {
        return new Source(
                row.getString("id"),
                row.getString("name"),
                SourceKind.valueOf(row.getString("kind")),
                Protocol.valueOf(row.getString("protocol")),
                ConsentBasis.valueOf(row.getString("consent")),
                row.getString("hint"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                instant(row, "revoked_at"),
                instant(row, "last_event_at"),
                row.getLong("accepted"),
                row.getLong("refused"),
                row.getLong("duplicate"),
                row.getLong("without_consent"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        @Nullable Object value = row.getObject(column);
        return value instanceof Number milliseconds
                ? Optional.of(Instant.ofEpochMilli(milliseconds.longValue()))
                : Optional.empty();
    }

    /** Whether there was such a source that was not revoked yet. */
    boolean revoke(WorkspaceId workspace, String id, Instant at) {
        return database.write(handle -> handle.execute(
                        "UPDATE source SET revoked_at = ? WHERE workspace = ? AND id = ? AND revoked_at IS NULL",
                        at.toEpochMilli(),
                        workspace.value(),
                        id)
                > 0);
    }
}
