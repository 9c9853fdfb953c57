package dev.percorso.server.deliver;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.store.Database;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Links of messages and what became of them, in the state database. */
final class ReactionStore {
    private static final int LINKS_KEPT = 10_000;

    private final Database database;
    private final Cache<WorkspaceId, Measuring> settings = Caffeine.newBuilder().build();
    private final Cache<Link, Long> links =
            Caffeine.newBuilder().maximumSize(LINKS_KEPT).build();

    ReactionStore(Database database) {
        this.database = database;
    }

    private record Link(WorkspaceId workspace, String url) {}

    /** A message that somebody reacted to; the person is 0 once erased. */
    record Message(String flow, int version, int person, Channel channel, String recipient) {}

    Measuring measuring(WorkspaceId workspace) {
        return settings.get(workspace, this::readMeasuring);
    }

    private Measuring readMeasuring(WorkspaceId workspace) {
        return database.read(handle -> handle.createQuery("SELECT settings FROM message_measuring WHERE workspace = ?")
                        .bind(0, workspace.value())
                        .mapTo(String.class)
                        .findOne())
                .map(text -> Json.read(text.getBytes(StandardCharsets.UTF_8), Measuring.class))
                .orElse(Measuring.DEFAULT);
    }

    void save(WorkspaceId workspace, Measuring measuring) {
        database.run(handle -> handle.execute(
                "INSERT INTO message_measuring (workspace, settings) VALUES (?, ?)"
                        + " ON CONFLICT DO UPDATE SET settings = excluded.settings",
                workspace.value(),
                Json.text(measuring)));
        settings.invalidate(workspace);
    }

    /** The number of an address, which is stored at the first call. */
    long link(WorkspaceId workspace, String url) {
        return links.get(
                new Link(workspace, url),
                link -> database.write(handle -> {
                    handle.execute(
                            "INSERT INTO message_link (workspace, url) VALUES (?, ?) ON CONFLICT DO NOTHING",
                            workspace.value(),
                            url);
                    return handle.createQuery("SELECT id FROM message_link WHERE workspace = ? AND url = ?")
                            .bind(0, workspace.value())
                            .bind(1, url)
                            .mapTo(Long.class)
                            .one();
                }));
    }

    Optional<String> address(WorkspaceId workspace, long link) {
        return database.read(handle -> handle.createQuery("SELECT url FROM message_link WHERE workspace = ? AND id = ?")
                .bind(0, workspace.value())
                .bind(1, link)
                .mapTo(String.class)
                .findOne());
    }

    Optional<Message> message(WorkspaceId workspace, long sequence) {
        return database.read(handle -> handle.createQuery(
                        "SELECT flow, version, person, channel, recipient FROM outbox WHERE workspace = ? AND sequence = ?")
                .bind(0, workspace.value())
                .bind(1, sequence)
                .map((row, context) -> new Message(
                        row.getString(1),
                        row.getInt(2),
                        row.getInt(3),
                        Channel.valueOf(row.getString(4)),
                        row.getString(5)))
                .findOne());
    }

    /** @param isKept whether it may be kept that it was this message */
    void reacted(
            WorkspaceId workspace, long sequence, Message message, Reaction reaction, boolean isKept, Instant now) {
        database.run(handle -> {
            handle.execute(
                    "INSERT INTO message_reaction (workspace, flow, version, kind, times) VALUES (?, ?, ?, ?, 1)"
                            + " ON CONFLICT DO UPDATE SET times = times + 1",
                    workspace.value(),
                    message.flow(),
                    message.version(),
                    reaction.name());
            if (isKept) {
                String sql = switch (reaction) {
                    case CLICKED ->
                        "UPDATE outbox SET clicked_at = coalesce(clicked_at, ?) WHERE workspace = ? AND sequence = ?";
                    case OPENED ->
                        "UPDATE outbox SET opened_at = coalesce(opened_at, ?) WHERE workspace = ? AND sequence = ?";
                    case BOUNCED ->
                        "UPDATE outbox SET bounced_at = coalesce(bounced_at, ?) WHERE workspace = ? AND sequence = ?";
                    case COMPLAINED ->
                        "UPDATE outbox SET complained_at = coalesce(complained_at, ?) WHERE workspace = ? AND sequence = ?";
                    case UNSUBSCRIBED ->
                        "UPDATE outbox SET unsubscribed_at = coalesce(unsubscribed_at, ?) WHERE workspace = ? AND sequence = ?";
                };
                handle.execute(sql, now.toEpochMilli(), workspace.value(), sequence);
            }
        });
    }
}
