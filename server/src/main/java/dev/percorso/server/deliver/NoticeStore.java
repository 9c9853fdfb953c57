package dev.percorso.server.deliver;

import dev.percorso.server.http.Json;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Notices on their way, in the state database. */
final class NoticeStore {
    private final Database database;

    NoticeStore(Database database) {
        this.database = database;
    }

    /** A notice to be handed over. */
    record Claimed(long sequence, int attempts, String address, Notice.Content content) {}

    /** Queues the notice in the transaction that found its reason; a second one for the same purpose is dropped. */
    static void queue(Handle handle, Notice notice, Instant now) {
        handle.createUpdate("""
                        INSERT INTO notice (workspace, purpose, user_id, address, content, status, not_before, created_at)
                        VALUES (:workspace, :purpose, :user, :address, :content, 'PENDING', :now, :now)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("workspace", notice.workspace().value())
                .bind("purpose", notice.purpose())
                .bind("user", notice.userId())
                .bind("address", notice.address())
                .bind("content", Json.text(notice.content()))
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /** Deletes what a user was sent or waits to be sent, with the user's address. */
    static void deleteOf(Handle handle, String userId) {
        handle.execute("DELETE FROM notice WHERE user_id = ?", userId);
    }

    /** Takes a waiting notice, so that nobody else and no later start of the server sends it. */
    Optional<Claimed> claim(Instant now) {
        boolean anyWaits = database.read(handle -> handle.createQuery(
                        "SELECT 1 FROM notice WHERE status = 'PENDING' AND not_before <= :now LIMIT 1")
                .bind("now", now.toEpochMilli())
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
        if (!anyWaits) {
            return Optional.empty();
        }
        return database.write(handle -> handle.createQuery("""
                        UPDATE notice SET status = 'SENDING', attempts = attempts + 1
                        WHERE sequence = (SELECT sequence FROM notice
                                          WHERE status = 'PENDING' AND not_before <= :now
                                          ORDER BY not_before, sequence LIMIT 1)
                        RETURNING sequence, attempts, address, content
                        """)
                .bind("now", now.toEpochMilli())
                .map((row, context) -> new Claimed(
                        row.getLong("sequence"),
                        row.getInt("attempts"),
                        row.getString("address"),
                        Json.MAPPER.readValue(row.getString("content"), Notice.Content.class)))
                .findOne());
    }

    void finish(long sequence, MessageStatus status, String reason, Instant at) {
        database.run(handle -> handle.createUpdate("""
                        UPDATE notice SET status = :status, reason = :reason, not_before = :at WHERE sequence = :sequence
                        """)
                .bind("status", status.name())
                .bind("reason", reason)
                .bind("at", at.toEpochMilli())
                .bind("sequence", sequence)
                .execute());
    }

    /** What was being handed over when the server stopped may have been sent: it is never sent again. */
    int markInterrupted() {
        return database.write(handle -> handle.createUpdate("""
                        UPDATE notice SET status = 'UNKNOWN', reason = 'the server stopped while handing it over'
                        WHERE status = 'SENDING'
                        """).execute());
    }
}
