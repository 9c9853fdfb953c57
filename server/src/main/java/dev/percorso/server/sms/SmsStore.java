package dev.percorso.server.sms;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.SecretBox;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Gateways of text messages in the state database, their secrets sealed, and what they report of messages. */
final class SmsStore {
    private final Database database;
    private final SecretBox box;

    SmsStore(Database database, SecretBox box) {
        this.database = database;
        this.box = box;
    }

    /** @param secret empty when there is none, or it cannot be unsealed */
    record Stored(SmsSettings settings, String secret) {}

    Optional<Stored> find(WorkspaceId workspace) {
        return database.read(handle -> handle.createQuery(
                        "SELECT settings, secret FROM sms_setting WHERE workspace = ?")
                .bind(0, workspace.value())
                .map((row, context) -> new Stored(
                        Json.read(row.getString("settings").getBytes(StandardCharsets.UTF_8), SmsSettings.class),
                        row.getString("secret").isEmpty()
                                ? ""
                                : box.unseal(row.getString("secret"), owner(workspace))
                                        .orElse("")))
                .findOne());
    }

    private static String owner(WorkspaceId workspace) {
        return "sms-" + workspace.value();
    }

    void save(WorkspaceId workspace, Stored gateway, Instant now) {
        database.run(handle -> handle.createUpdate("""
                        INSERT INTO sms_setting (workspace, settings, secret, updated_at)
                        VALUES (:workspace, :settings, :secret, :now)
                        ON CONFLICT (workspace) DO UPDATE
                        SET settings = :settings, secret = :secret, updated_at = :now
                        """)
                .bind("workspace", workspace.value())
                .bind("settings", Json.text(gateway.settings()))
                .bind("secret", gateway.secret().isEmpty() ? "" : box.seal(gateway.secret(), owner(workspace)))
                .bind("now", now.toEpochMilli())
                .execute());
    }

    /** People whom text messages went to at a number. */
    List<Integer> peopleAt(WorkspaceId workspace, String number) {
        return database.read(handle -> handle.createQuery("""
                        SELECT DISTINCT person FROM outbox
                        WHERE workspace = :workspace AND channel = 'SMS' AND recipient = :number AND person > 0
                        """)
                .bind("workspace", workspace.value())
                .bind("number", number)
                .mapTo(Integer.class)
                .list());
    }

    /** The telephone has it: now it is certain that it was sent. */
    void delivered(WorkspaceId workspace, long message, Instant now) {
        database.run(handle -> handle.createUpdate("""
                        UPDATE outbox
                        SET delivered_at = coalesce(delivered_at, :now), sent_at = coalesce(sent_at, :now),
                            reason = iif(status = 'UNKNOWN', '', reason), status = 'SENT'
                        WHERE workspace = :workspace AND sequence = :message AND channel = 'SMS'
                          AND status IN ('SENT', 'UNKNOWN')
                        """)
                .bind("workspace", workspace.value())
                .bind("message", message)
                .bind("now", now.toEpochMilli())
                .execute());
    }

    void undelivered(WorkspaceId workspace, long message, String reason) {
        database.run(handle -> handle.createUpdate("""
                        UPDATE outbox SET status = 'FAILED', reason = :reason
                        WHERE workspace = :workspace AND sequence = :message AND channel = 'SMS'
                          AND status IN ('SENT', 'UNKNOWN') AND delivered_at IS NULL
                        """)
                .bind("workspace", workspace.value())
                .bind("message", message)
                .bind("reason", reason)
                .execute());
    }
}
