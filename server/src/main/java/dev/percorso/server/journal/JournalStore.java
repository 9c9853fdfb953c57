package dev.percorso.server.journal;

import dev.percorso.server.event.WorkspaceId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * The journal's SQLite file. Each instance is one connection for one thread. A connection that failed is thrown away
 * and opened anew at the next call, so that a disk that is freed heals without a restart.
 */
final class JournalStore implements AutoCloseable {
    /** A batch as it is stored. */
    record Row(long id, WorkspaceId workspace, String source, Instant receivedAt, int count, byte[] events) {}

    private final Path file;
    private @Nullable Connection open;

    JournalStore(Path file) {
        this.file = file;
    }

    private Connection connection() throws SQLException {
        Connection known = open;
        if (known != null) {
            return known;
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(10_000);
        Connection fresh = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
        open = fresh;
        return fresh;
    }

    void create() throws SQLException {
        try (Statement statement = connection().createStatement()) {
            statement.executeUpdate("""
                    CREATE TABLE IF NOT EXISTS batch (
                      id          INTEGER PRIMARY KEY AUTOINCREMENT,
                      workspace   TEXT NOT NULL,
                      source      TEXT NOT NULL,
                      received_at INTEGER NOT NULL,
                      count       INTEGER NOT NULL,
                      events      BLOB NOT NULL
                    )
                    """);
        }
    }

    /** Highest id ever given, that of deleted batches included. */
    long highestId() throws SQLException {
        try (Statement statement = connection().createStatement();
                ResultSet row = statement.executeQuery("SELECT seq FROM sqlite_sequence WHERE name = 'batch'")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /**
     * Deletes batches through an id and adds others, in one transaction that is on disk when this returns. Batches after
     * {@code newest} go too: they were refused when their commit failed, and yet the disk may have kept it.
     */
    void replace(long deletedThrough, long newest, List<Row> added) throws SQLException {
        Connection connection = connection();
        try {
            connection.setAutoCommit(false);
            delete(connection, "DELETE FROM batch WHERE id <= ?", deletedThrough);
            delete(connection, "DELETE FROM batch WHERE id > ?", newest);
            insert(connection, added);
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException failure) {
            discard();
            throw failure;
        }
    }

    private static void delete(Connection connection, String sql, long id) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setLong(1, id);
            delete.executeUpdate();
        }
    }

    private static void insert(Connection connection, List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO batch (id, workspace, source, received_at, count, events) VALUES (?, ?, ?, ?, ?, ?)
                """)) {
            for (Row row : rows) {
                insert.setLong(1, row.id());
                insert.setString(2, row.workspace().value());
                insert.setString(3, row.source());
                insert.setLong(4, row.receivedAt().toEpochMilli());
                insert.setInt(5, row.count());
                insert.setBytes(6, row.events());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Writes a little, so that whoever waits for the disk to be well learns it. */
    void probe() throws SQLException {
        try (Statement statement = connection().createStatement()) {
            statement.executeUpdate("UPDATE sqlite_sequence SET seq = seq WHERE name = 'batch'");
        } catch (SQLException failure) {
            discard();
            throw failure;
        }
    }

    /** Writes the file anew without what was deleted; tells whether the write-ahead log is empty too. */
    boolean scrub() throws SQLException {
        try (Statement statement = connection().createStatement()) {
            statement.execute("VACUUM");
            try (ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
                return row.next() && row.getInt(1) == 0;
            }
        } catch (SQLException failure) {
            discard();
            throw failure;
        }
    }

    /** Batches with ids from {@code after + 1} to {@code through}, at least one and up to about so many events. */
    List<Row> read(long after, long through, int mostEvents) throws SQLException {
        try (PreparedStatement query = connection().prepareStatement("""
                SELECT id, workspace, source, received_at, count, events FROM batch
                WHERE id > ? AND id <= ? ORDER BY id LIMIT 10000
                """)) {
            query.setLong(1, after);
            query.setLong(2, through);
            List<Row> rows = new ArrayList<>();
            int events = 0;
            try (ResultSet row = query.executeQuery()) {
                while (events < mostEvents && row.next()) {
                    rows.add(new Row(
                            row.getLong(1),
                            new WorkspaceId(row.getString(2)),
                            row.getString(3),
                            Instant.ofEpochMilli(row.getLong(4)),
                            row.getInt(5),
                            row.getBytes(6)));
                    events += row.getInt(5);
                }
            }
            return rows;
        } catch (SQLException failure) {
            discard();
            throw failure;
        }
    }

    Map<WorkspaceId, Long> countsAfter(long id) throws SQLException {
        try (PreparedStatement query = connection()
                .prepareStatement("SELECT workspace, sum(count) FROM batch WHERE id > ? GROUP BY workspace")) {
            query.setLong(1, id);
            Map<WorkspaceId, Long> counts = new HashMap<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    counts.put(new WorkspaceId(row.getString(1)), row.getLong(2));
                }
            }
            return counts;
        }
    }

    private void discard() {
        Connection failed = open;
        open = null;
        if (failed != null) {
            try {
                failed.close();
            } catch (SQLException alsoFailed) {
                // The first failure is the one that is reported; SQLite rolls back whatever was not committed.
                return;
            }
        }
    }

    @Override
    public void close() {
        discard();
    }
}
