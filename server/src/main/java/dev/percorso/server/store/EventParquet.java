package dev.percorso.server.store;

import dev.percorso.server.event.Event;
import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.http.Json;
import java.nio.file.Path;
import java.sql.Connection;
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
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import tools.jackson.core.type.TypeReference;

/** Events as Parquet, through a DuckDB in memory that lives as long as one call. */
final class EventParquet {
    private static final int PORTION = 5_000;
    private static final long MICROSECONDS = 1_000;
    private static final String COLUMNS = """
            sequence, person, epoch_ms(time) AS time, name, kind, message_id, anonymous_id, user_id, previous_id, source,
              properties, traits
            """;

    private EventParquet() {}

    static void write(Path file, List<ProjectedEvent> events) throws SQLException {
        try (Connection connection = DuckDb.open();
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

    /** Whether the file holds an event of the selection; reads only the columns that tell. */
    static boolean holds(Path file, EventSelection selection) throws SQLException {
        try (Connection connection = DuckDb.open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT EXISTS (SELECT 1 FROM read_parquet(%s) WHERE %s)"
                        .formatted(quoted(file), condition(selection)))) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Hands over the events of the selection that come after one sequence and not after another, in order. */
    static void read(
            Path file, long after, long through, EventSelection selection, Consumer<List<ProjectedEvent>> target)
            throws SQLException {
        try (Connection connection = DuckDb.open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT %s FROM read_parquet(%s) WHERE sequence > %d AND sequence <= %d AND (%s) ORDER BY sequence"
                                .formatted(COLUMNS, quoted(file), after, through, condition(selection)))) {
            handOver(rows, target);
        }
    }

    private static String condition(EventSelection selection) {
        return switch (selection) {
            case EventSelection.Everything() -> "true";
            case EventSelection.OfPersons(var persons) ->
                persons.isEmpty()
                        ? "false"
                        : persons.stream().map(String::valueOf).collect(Collectors.joining(",", "person IN (", ")"));
            case EventSelection.OfSource(var source) -> "source = " + literal(source);
            case EventSelection.WithMessagePrefix(var prefix) ->
                "starts_with(message_id, %s)".formatted(literal(prefix));
            case EventSelection.Before(var time) -> "epoch_ms(time) < " + time.toEpochMilli();
            case EventSelection.WithIds(var ids) -> {
                String list = ids.stream().map(EventParquet::literal).collect(Collectors.joining(",", "(", ")"));
                yield ids.isEmpty()
                        ? "false"
                        : "(anonymous_id IN %1$s OR user_id IN %1$s OR previous_id IN %1$s)".formatted(list);
            }
            // A text may stand in JSON, so it is looked for as it is and as JSON writes it.
            case EventSelection.Mentioning(var texts) ->
                texts.stream()
                        .flatMap(text -> Stream.of(text, inJson(text)))
                        .distinct()
                        .map(text -> literal(text.toLowerCase(Locale.ROOT)))
                        .map("""
                                contains(lower(concat_ws(chr(10), message_id, anonymous_id, user_id, previous_id,
                                  properties, traits)), %s)
                                """::formatted)
                        .collect(Collectors.joining(" OR ", "(", ")"));
            case EventSelection.Any(var parts) ->
                parts.stream().map(EventParquet::condition).collect(Collectors.joining(" OR ", "(", ")"));
        };
    }

    private static String inJson(String text) {
        String quoted = Json.text(text);
        return quoted.substring(1, quoted.length() - 1);
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** Writes the events of files, which follow one another, into one; reads it back and compares every value. */
    static void merge(List<Path> files, Path target) throws SQLException {
        String sources = files.stream().map(EventParquet::quoted).collect(Collectors.joining(",", "[", "]"));
        try (Connection connection = DuckDb.open();
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT * FROM read_parquet(%s)) TO %s (FORMAT parquet, COMPRESSION zstd)"
                    .formatted(sources, quoted(target)));
            try (ResultSet row = statement.executeQuery("""
                    SELECT (SELECT (count(*), bit_xor(hash(e))) FROM read_parquet(%s) e)
                      IS NOT DISTINCT FROM (SELECT (count(*), bit_xor(hash(e))) FROM read_parquet(%s) e)
                    """.formatted(sources, quoted(target)))) {
                if (!row.next() || !row.getBoolean(1)) {
                    throw new SQLException("what was read back from " + target + " is not what was merged");
                }
            }
        }
    }

    /** Reads the file back and compares. */
    static void verify(Path file, long count, long first, long last) throws SQLException {
        try (Connection connection = DuckDb.open();
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

    private static void handOver(ResultSet rows, Consumer<List<ProjectedEvent>> target) throws SQLException {
        List<ProjectedEvent> portion = new ArrayList<>();
        while (rows.next()) {
            portion.add(event(rows));
            if (portion.size() == PORTION) {
                target.accept(portion);
                portion = new ArrayList<>();
            }
        }
        if (!portion.isEmpty()) {
            target.accept(portion);
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
