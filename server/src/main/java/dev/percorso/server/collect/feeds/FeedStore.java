package dev.percorso.server.collect.feeds;

import dev.percorso.server.collect.feeds.Feed.About;
import dev.percorso.server.collect.feeds.Feed.Outcome;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Feeds in the state database. */
final class FeedStore {
    /** A feed with what its server said of it. */
    record Job(WorkspaceId workspace, Feed feed, String etag, String lastModified) {}

    private final Database database;

    FeedStore(Database database) {
        this.database = database;
    }

    void insert(WorkspaceId workspace, Feed feed) {
        database.run(handle -> handle.execute(
                """
                INSERT INTO feed (id, workspace, name, url, about, interval_minutes, created_at, next_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                feed.id(),
                workspace.value(),
                feed.name(),
                feed.url(),
                feed.about().name(),
                feed.intervalMinutes(),
                feed.createdAt().toEpochMilli(),
                feed.nextAt().toEpochMilli()));
    }

    List<Feed> all(WorkspaceId workspace) {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM feed WHERE workspace = :workspace ORDER BY created_at, id")
                        .bind("workspace", workspace.value())
                        .map((row, context) -> feed(row))
                        .list());
    }

    Optional<Job> find(WorkspaceId workspace, String id) {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM feed WHERE workspace = :workspace AND id = :id")
                        .bind("workspace", workspace.value())
                        .bind("id", id)
                        .map((row, context) -> job(row))
                        .findOne());
    }

    List<Job> due(Instant now) {
        return database.read(handle -> handle.createQuery("SELECT * FROM feed WHERE next_at <= :now ORDER BY next_at")
                .bind("now", now.toEpochMilli())
                .map((row, context) -> job(row))
                .list());
    }

    private static Job job(ResultSet row) throws SQLException {
        return new Job(
                new WorkspaceId(row.getString("workspace")),
                feed(row),
                row.getString("etag"),
                row.getString("last_modified"));
    }

    private static Feed feed(ResultSet row) throws SQLException {
        return new Feed(
                row.getString("id"),
                row.getString("name"),
                row.getString("url"),
                About.valueOf(row.getString("about")),
                row.getInt("interval_minutes"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("next_at")),
                row.getObject("fetched_at") == null
                        ? Optional.empty()
                        : Optional.of(Instant.ofEpochMilli(row.getLong("fetched_at"))),
                row.getString("outcome").isEmpty() ? Outcome.NONE : Outcome.valueOf(row.getString("outcome")),
                row.getString("error"),
                row.getLong("items"));
    }

    /** Which of these entries are events already. */
    Set<String> known(String feed, Collection<String> guids) {
        return database.read(
                handle -> handle.createQuery("SELECT guid FROM feed_item WHERE feed = :feed AND guid IN (<guids>)")
                        .bind("feed", feed)
                        .bindList("guids", List.copyOf(guids))
                        .mapTo(String.class)
                        .collect(Collectors.toSet()));
    }

    void read(Job job, Collection<String> newGuids, String etag, String lastModified, Instant now, Instant next) {
        database.run(handle -> {
            PreparedBatch batch =
                    handle.prepareBatch("INSERT INTO feed_item (feed, guid) VALUES (?, ?) ON CONFLICT DO NOTHING");
            newGuids.forEach(guid -> batch.add(job.feed().id(), guid));
            batch.execute();
            handle.execute(
                    """
                    UPDATE feed SET etag = ?, last_modified = ?, fetched_at = ?, next_at = ?, outcome = 'READ', error = '',
                      items = items + ?
                    WHERE id = ?
                    """,
                    etag,
                    lastModified,
                    now.toEpochMilli(),
                    next.toEpochMilli(),
                    newGuids.size(),
                    job.feed().id());
        });
    }

    void notRead(Job job, Outcome outcome, String error, Instant now, Instant next) {
        database.run(handle -> handle.execute(
                "UPDATE feed SET fetched_at = ?, next_at = ?, outcome = ?, error = ? WHERE id = ?",
                now.toEpochMilli(),
                next.toEpochMilli(),
                outcome.name(),
                error,
                job.feed().id()));
    }

    boolean delete(WorkspaceId workspace, String id) {
        return database.write(handle -> {
                    handle.execute(
                            "DELETE FROM feed_item WHERE feed = (SELECT id FROM feed WHERE workspace = ? AND id = ?)",
                            workspace.value(),
                            id);
                    return handle.execute("DELETE FROM feed WHERE workspace = ? AND id = ?", workspace.value(), id);
                })
                > 0;
    }
}
