package dev.percorso.server.store;

import dev.percorso.server.event.Event;
import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.http.Json;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import tools.jackson.core.type.TypeReference;

/** Events as Parquet, through a DuckDB in memory that lives as long as one call. */
final class EventParquet {
    private static final int PORTION = 5_000;
    private static final long MICROSECONDS = 1_000;

    private EventParquet() {}

    private static Connection open() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("memory_limit", "512MB");
        properties.setProperty("threads", "1");
        properties.setProperty("temp_directory", "");
        properties.setProperty("preserve_insertion_order", "true");
        properties.setProperty("jdbc_stream_results", "true");
        return DriverManager.getConnection("jdbc:duckdb:", properties);
    }

    static void write(Path file, List<ProjectedEvent> events) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            createTable(statement);
            append(connection, events);
            statement.execute("""
                    COPY (SELECT sequence, person, make_timestamp(time) AS time, name, kind, message_id, anonymous_id,
                      user_id, previous_id, source, properties, traits FROM event ORDER BY sequence)
                    TO %s (FORMAT parquet, COMPRESSION zstd)
                    """.formatted(quoted(file)));
        }
    }

    /** A table for the rows of {@link #append}, whose {@code time} is in microseconds. */
    static void createTable(Statement statement) throws SQLException {
        statement.execute("""
                CREATE TABLE event (
                  sequence BIGINT NOT NULL, person INTEGER NOT NULL, time BIGINT NOT NULL, name VARCHAR NOT NULL,
                  kind VARCHAR NOT NULL, message_id VARCHAR NOT NULL, anonymous_id VARCHAR, user_id VARCHAR,
                  previous_id VARCHAR, source VARCHAR NOT NULL, properties VARCHAR NOT NULL, traits VARCHAR NOT NULL
                )
                """);
    }

    static void append(Connection connection, List<ProjectedEvent> events) throws SQLException {
        try (DuckDBAppender appender = connection.unwrap(DuckDBConnection.class).createAppender("main", "event")) {
            for (ProjectedEvent event : events) {
                append(appender, event);
            }
        }
    }

    /** The file's path as a literal of SQL. */
    static String quoted(Path file) {
        return "'" + file.toAbsolutePath().toString().replace("'", "''") + "'";
    }

    private static void append(DuckDBAppender appender, ProjectedEvent projected) throws SQLException {
        Event event = projected.event();
        appender.beginRow();
        appender.append(projected.sequence());
        appender.append(projected.person());
        appender.append(event.time().toEpochMilli() * MICROSECONDS);
        appender.append(event.name());
        appender.append(event.kind().name().toLowerCase(Locale.ROOT));
        appender.append(event.messageId());
        append(appender, event.anonymousId());
        append(appender, event.userId());
        append(appender, event.previousId());
        appender.append(event.source());
        appender.append(json(event.properties()));
        appender.append(json(event.traits()));
        appender.endRow();
    }

    private static void append(DuckDBAppender appender, Optional<String> text) throws SQLException {
        if (text.isPresent()) {
            appender.append(text.get());
        } else {
            appender.appendNull();
        }
    }

    private static String json(Map<String, Object> values) {
        return values.isEmpty() ? "{}" : Json.text(new TreeMap<>(values));
    }

    /** Reads the file back and compares. */
    static void verify(Path file, long count, long first, long last) throws SQLException {
        try (Connection connection = open();
                PreparedStatement query = connection.prepareStatement("""
                        SELECT count(*), min(sequence), max(sequence), sum(length(properties) + length(message_id))
                        FROM read_parquet(?)
                        """)) {
            query.setString(1, file.toAbsolutePath().toString());
            try (ResultSet row = query.executeQuery()) {
                if (!row.next() || row.getLong(1) != count || row.getLong(2) != first || row.getLong(3) != last) {
                    throw new SQLException("what was read back from " + file + " is not what was written");
                }
            }
        }
    }

    static void read(Path file, long afterSequence, Consumer<List<ProjectedEvent>> target) throws SQLException {
        try (Connection connection = open();
                PreparedStatement query = connection.prepareStatement("""
                        SELECT sequence, person, epoch_ms(time) AS time, name, kind, message_id, anonymous_id, user_id,
                          previous_id, source, properties, traits
                        FROM read_parquet(?) WHERE sequence > ? ORDER BY sequence
                        """)) {
            query.setString(1, file.toAbsolutePath().toString());
            query.setLong(2, afterSequence);
            List<ProjectedEvent> portion = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    portion.add(event(row));
                    if (portion.size() == PORTION) {
                        target.accept(portion);
                        portion = new ArrayList<>();
                    }
                }
            }
            if (!portion.isEmpty()) {
                target.accept(portion);
            }
        }
    }

    private static ProjectedEvent event(ResultSet row) throws SQLException {
        return new ProjectedEvent(
                row.getLong(1),
                row.getInt(2),
                new Event(
                        row.getString(6),
                        Event.Kind.valueOf(row.getString(5).toUpperCase(Locale.ROOT)),
                        row.getString(4),
                        Optional.ofNullable(row.getString(7)),
                        Optional.ofNullable(row.getString(8)),
                        Optional.ofNullable(row.getString(9)),
                        java.time.Instant.ofEpochMilli(row.getLong(3)),
                        values(row.getString(11)),
                        values(row.getString(12)),
                        row.getString(10)));
    }

    private static Map<String, Object> values(String json) {
        if (json.length() <= 2) {
            return Map.of();
        }
        Map<String, Object> values = Json.MAPPER.readValue(json, new TypeReference<LinkedHashMap<String, Object>>() {});
        values.replaceAll((name, value) -> value instanceof Integer whole ? Long.valueOf(whole) : value);
        return values;
    }
}
