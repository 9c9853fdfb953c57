package dev.percorso.server.collect.connect;

import dev.percorso.server.collect.connect.Connector.Delivery;
import dev.percorso.server.collect.connect.Connector.Outcome;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.SecretBox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Connectors and their last deliveries in the state database. */
final class ConnectorStore {
    private static final int KEPT_DELIVERIES = 50;

    /** What receiving needs. */
    record Receiver(WorkspaceId workspace, String id, ConnectorKind kind, String secret, ConnectorSettings settings) {}

    private record Stored(String id, String secret, ConnectorSettings settings) {}

    private final Database database;
    private final SecretBox box;

    ConnectorStore(Database database, SecretBox box) {
        this.database = database;
        this.box = box;
        sealAnew();
    }

    /** Seals what is not sealed with the newest key. A secret that was never sealed must not stay in free pages. */
    private void sealAnew() {
        List<Stored> stale = database
                .read(handle -> handle.createQuery("SELECT id, secret, settings FROM connector")
                        .map((row, context) ->
                                new Stored(row.getString(1), row.getString(2), settings(row.getString(3))))
                        .list())
                .stream()
                .filter(stored -> !box.isCurrent(stored.secret())
                        || !stored.settings().accessToken().map(box::isCurrent).orElse(true))
                .toList();
        for (Stored stored : stale) {
            Optional<String> secret = box.unseal(stored.secret(), stored.id());
            Optional<ConnectorSettings> settings = unsealed(stored.settings(), stored.id());
            if (secret.isPresent() && settings.isPresent()) {
                database.run(handle -> handle.execute(
                        "UPDATE connector SET secret = ?, settings = ? WHERE id = ?",
                        box.seal(secret.get(), stored.id()),
                        Json.text(sealed(settings.get(), stored.id())),
                        stored.id()));
            }
        }
        if (!stale.isEmpty()) {
            database.scrub();
        }
    }

    private static ConnectorSettings settings(String json) {
        return Json.MAPPER.readValue(json, ConnectorSettings.class);
    }

    private ConnectorSettings sealed(ConnectorSettings settings, String id) {
        return settings.withAccessToken(settings.accessToken().map(token -> box.seal(token, id)));
    }

    /** Empty when there is an access token that does not open. */
    private Optional<ConnectorSettings> unsealed(ConnectorSettings settings, String id) {
        if (settings.accessToken().isEmpty()) {
            return Optional.of(settings);
        }
        return settings.accessToken()
                .flatMap(token -> box.unseal(token, id))
                .map(token -> settings.withAccessToken(Optional.of(token)));
    }

    void insert(Receiver receiver, String name, Instant now) {
        database.run(handle -> handle.createUpdate("""
                        INSERT INTO connector (id, workspace, name, kind, secret, settings, created_at)
                        VALUES (:id, :workspace, :name, :kind, :secret, :settings, :now)
                        """)
                .bind("id", receiver.id())
                .bind("workspace", receiver.workspace().value())
                .bind("name", name)
                .bind("kind", receiver.kind().name())
                .bind("secret", box.seal(receiver.secret(), receiver.id()))
                .bind("settings", Json.text(sealed(receiver.settings(), receiver.id())))
                .bind("now", now.toEpochMilli())
                .execute());
    }

    /** @throws ProblemException when the key of its secrets is gone */
    Optional<Receiver> receiver(String id) {
        return database.read(handle -> handle.createQuery(
                        "SELECT workspace, kind, secret, settings FROM connector WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> new Receiver(
                        new WorkspaceId(row.getString(1)),
                        id,
                        ConnectorKind.valueOf(row.getString(2)),
                        box.unseal(row.getString(3), id).orElseThrow(ConnectorStore::withoutKey),
                        unsealed(settings(row.getString(4)), id).orElseThrow(ConnectorStore::withoutKey)))
                .findOne());
    }

    private static ProblemException withoutKey() {
        return ProblemException.of(
                ErrorCode.UNAVAILABLE,
                "The connector's secret does not open: its key is not in secrets.key; put the file back, or make a new"
                        + " connector");
    }

    List<Connector> all(WorkspaceId workspace) {
        return database.read(handle -> handle.createQuery("""
                        SELECT c.*, coalesce(n.accepted, 0) AS accepted, coalesce(n.refused, 0) AS refused,
                          coalesce(n.duplicate, 0) AS duplicate
                        FROM connector c LEFT JOIN source_count n ON n.workspace = c.workspace AND n.source = c.id
                        WHERE c.workspace = :workspace ORDER BY c.created_at, c.id
                        """)
                .bind("workspace", workspace.value())
                .map((row, context) -> connector(row, deliveries(handle, row.getString("id"))))
                .list());
    }

    private Connector connector(ResultSet row, List<Delivery> deliveries) throws SQLException {
        String secret = box.unseal(row.getString("secret"), row.getString("id")).orElse("");
        ConnectorSettings settings = settings(row.getString("settings"));
        return new Connector(
                row.getString("id"),
                row.getString("name"),
                ConnectorKind.valueOf(row.getString("kind")),
                Connectors.PATH + row.getString("id"),
                secret.substring(Math.max(0, secret.length() - 4)),
                settings.withAccessToken(settings.accessToken().map(token -> "…")),
                Instant.ofEpochMilli(row.getLong("created_at")),
                deliveries.stream().findFirst().map(Delivery::at),
                row.getLong("accepted"),
                row.getLong("refused"),
                row.getLong("duplicate"),
                row.getLong("unauthorised"),
                deliveries);
    }

    private static List<Delivery> deliveries(Handle handle, String id) {
        return handle.createQuery("""
                        SELECT at, topic, outcome, events, reason FROM connector_delivery
                        WHERE connector = :id ORDER BY sequence DESC LIMIT :limit
                        """)
                .bind("id", id)
                .bind("limit", KEPT_DELIVERIES)
                .map((row, context) -> new Delivery(
                        Instant.ofEpochMilli(row.getLong(1)),
                        row.getString(2),
                        Outcome.valueOf(row.getString(3)),
                        row.getInt(4),
                        row.getString(5)))
                .list();
    }

    /** Notes a delivery and keeps the newest. */
    void delivered(String id, Delivery delivery) {
        database.run(handle -> {
            handle.execute(
                    "INSERT INTO connector_delivery (connector, at, topic, outcome, events, reason) VALUES (?, ?, ?, ?, ?, ?)",
                    id,
                    delivery.at().toEpochMilli(),
                    delivery.topic(),
                    delivery.outcome().name(),
                    delivery.events(),
                    delivery.reason());
            handle.execute("""
                    DELETE FROM connector_delivery WHERE connector = ? AND sequence <= (
                      SELECT sequence FROM connector_delivery WHERE connector = ?
                      ORDER BY sequence DESC LIMIT 1 OFFSET ?)
                    """, id, id, KEPT_DELIVERIES);
            if (delivery.outcome() == Outcome.UNAUTHORISED) {
                handle.execute("UPDATE connector SET unauthorised = unauthorised + 1 WHERE id = ?", id);
            }
        });
    }

    boolean delete(WorkspaceId workspace, String id) {
        return database.write(handle -> {
                    handle.execute(
                            "DELETE FROM connector_delivery WHERE connector = (SELECT id FROM connector WHERE workspace = ? AND id = ?)",
                            workspace.value(),
                            id);
                    return handle.execute(
                            "DELETE FROM connector WHERE workspace = ? AND id = ?", workspace.value(), id);
                })
                > 0;
    }
}
