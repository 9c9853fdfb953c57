package dev.percorso.server.store;

import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.http.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A DuckDB in memory that knows one workspace's events and people and can reach nothing else: no other file, no address,
 * no extension and no setting. It serves one question and is thrown away.
 *
 * <p>Fill it, {@link #seal} it, ask. Not for several threads, but for {@link #cancel}.
 */
public final class EventSandbox implements AutoCloseable {
    private static final long MICROSECONDS = 1_000;

    private final Connection connection;
    private final ZoneId zone;
    private volatile @Nullable Statement asking;
    private volatile boolean cancelled;

    private EventSandbox(Connection connection, ZoneId zone) {
        this.connection = connection;
        this.zone = zone;
    }

    /** A person as questions see them. */
    public record PersonRow(
            int id,
            boolean identified,
            String label,
            Optional<String> email,
            Optional<String> userId,
            Instant createdAt,
            String traits) {}

    /** @param zone in which days begin */
    public static EventSandbox open(ZoneId zone) {
        try {
            Connection connection = DuckDb.open();
            EventSandbox sandbox = new EventSandbox(connection, zone);
            sandbox.execute("SET TimeZone = '%s'".formatted(zone.getId()));
            sandbox.execute("SET errors_as_json = true");
            return sandbox;
        } catch (SQLException failure) {
            throw new IllegalStateException("DuckDB cannot be started", failure);
        }
    }

    /**
     * Adds the events of these files and those that are in none yet.
     *
     * @param merged who each merged person is now
     */
    public void events(List<Path> files, List<ProjectedEvent> newest, Map<Integer, Integer> merged)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            EventParquet.createTable(statement);
            EventParquet.append(connection, newest);
            statement.execute("CREATE TABLE merged (person INTEGER, remaining INTEGER)");
            try (DuckDBAppender appender = appender("merged")) {
                for (Map.Entry<Integer, Integer> merge : merged.entrySet()) {
                    appender.beginRow();
                    appender.append(merge.getKey());
                    appender.append(merge.getValue());
                    appender.endRow();
                }
            }
            String columns =
                    "sequence, person, kind, name, source, message_id, anonymous_id, user_id, properties, traits";
            String stored = files.isEmpty()
                    ? ""
                    : "SELECT time, %s FROM read_parquet([%s]) UNION ALL "
                            .formatted(
                                    columns,
                                    files.stream().map(EventParquet::quoted).collect(Collectors.joining(",")));
            statement.execute("""
                    CREATE VIEW events AS
                    SELECT sequence, timezone('UTC', time) AS time, coalesce(remaining, e.person) AS person, kind, name,
                      properties ->> '$.path' AS path, properties ->> '$.channel' AS channel,
                      try_cast(properties ->> '$.value' AS DOUBLE) AS value,
                      CAST(properties AS JSON) AS properties, CAST(traits AS JSON) AS traits,
                      anonymous_id, user_id, message_id, source
                    FROM (%s SELECT make_timestamp(time) AS time, %s FROM event) e
                    LEFT JOIN merged ON merged.person = e.person
                    """.formatted(stored, columns));
        }
    }

    /** Takes the people; {@link PeopleTable#close} makes them visible. */
    public PeopleTable people() throws SQLException {
        execute("""
                CREATE TABLE person (id INTEGER, identified BOOLEAN, label VARCHAR, email VARCHAR, user_id VARCHAR,
                  created BIGINT, traits VARCHAR)
                """);
        return new PeopleTable(appender("person"));
    }

    /** People on their way into the sandbox. */
    public final class PeopleTable implements AutoCloseable {
        private final DuckDBAppender appender;

        private PeopleTable(DuckDBAppender appender) {
            this.appender = appender;
        }

        public void add(PersonRow person) throws SQLException {
            appender.beginRow();
            appender.append(person.id());
            appender.append(person.identified());
            appender.append(person.label());
            append(person.email());
            append(person.userId());
            appender.append(person.createdAt().toEpochMilli() * MICROSECONDS);
            appender.append(person.traits());
            appender.endRow();
        }

        private void append(Optional<String> text) throws SQLException {
            if (text.isPresent()) {
                appender.append(text.get());
            } else {
                appender.appendNull();
            }
        }

        @Override
        public void close() throws SQLException {
            appender.close();
            execute("""
                    CREATE VIEW people AS
                    SELECT id, label AS name, email, user_id, identified,
                      timezone('UTC', make_timestamp(created)) AS created_at, CAST(traits AS JSON) AS traits
                    FROM person
                    """);
            execute("""
                    CREATE VIEW traits AS
                    SELECT person.id AS person, trait.key AS name, trait.value ->> '$' AS value
                    FROM person, json_each(person.traits) AS trait
                    """);
        }
    }

    private DuckDBAppender appender(String table) throws SQLException {
        return connection.unwrap(DuckDBConnection.class).createAppender("main", table);
    }

    /** Takes all ways out: from here on only these files can be read, and no setting changes. */
    public void seal(List<Path> files) throws SQLException {
        execute("SET allowed_paths = [%s]"
                .formatted(files.stream().map(EventParquet::quoted).collect(Collectors.joining(","))));
        execute("SET enable_external_access = false");
        execute("SET lock_configuration = true");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Refuses everything but one SELECT, as DuckDB's own parser reads it. */
    public void requireOneSelect(String sql) throws SqlFault.Thrown {
        JsonNode parsed;
        try (PreparedStatement parse =
                connection.prepareStatement("SELECT CAST(json_serialize_sql(CAST(? AS VARCHAR)) AS VARCHAR)")) {
            parse.setString(1, sql);
            try (ResultSet row = parse.executeQuery()) {
                row.next();
                parsed = Json.MAPPER.readTree(row.getString(1));
            }
        } catch (SQLException failure) {
            throw new SqlFault.Thrown(SqlFaults.of(failure, sql));
        }
        if (parsed.path("error").asBoolean(false)) {
            throw new SqlFault.Thrown(SqlFaults.ofParser(parsed, sql));
        }
        if (parsed.path("statements").size() != 1) {
            throw new SqlFault.Thrown(SqlFaults.notOneSelect());
        }
    }

    /** Hands over the answer while it is computed. */
    public void ask(String sql, SqlRows target) throws SqlFault.Thrown, IOException {
        requireOneSelect(sql);
        try (Statement statement = connection.createStatement()) {
            asking = statement;
            stopIfCancelled();
            try (ResultSet rows = statement.executeQuery(sql)) {
                hand(rows, target);
            }
        } catch (SQLException failure) {
            throw new SqlFault.Thrown(cancelled ? SqlFaults.cancelled() : SqlFaults.of(failure, sql));
        } finally {
            asking = null;
        }
    }

    private void hand(ResultSet rows, SqlRows target) throws SQLException, SqlFault.Thrown, IOException {
        ResultSetMetaData about = rows.getMetaData();
        List<SqlRows.Column> columns = new ArrayList<>();
        for (int column = 1; column <= about.getColumnCount(); column++) {
            columns.add(new SqlRows.Column(about.getColumnName(column), about.getColumnTypeName(column)));
        }
        target.columns(columns);
        boolean isWanted = true;
        while (isWanted && rows.next()) {
            // A cancelled stream may look as if it had come to its end.
            stopIfCancelled();
            List<@Nullable Object> values = new ArrayList<>(columns.size());
            for (int column = 1; column <= columns.size(); column++) {
                values.add(SqlValue.plain(rows.getObject(column), zone));
            }
            isWanted = target.row(values);
        }
        stopIfCancelled();
    }

    private void stopIfCancelled() throws SqlFault.Thrown {
        if (cancelled) {
            throw new SqlFault.Thrown(SqlFaults.cancelled());
        }
    }

    /** Writes the answer as Parquet; needs {@link #seal} to have been given the file. */
    public void copyToParquet(String sql, Path file) throws SqlFault.Thrown {
        requireOneSelect(sql);
        try (Statement statement = connection.createStatement()) {
            asking = statement;
            stopIfCancelled();
            statement.execute("COPY (FROM query('%s')) TO %s (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)"
                    .formatted(sql.replace("'", "''"), EventParquet.quoted(file)));
            stopIfCancelled();
        } catch (SQLException failure) {
            throw new SqlFault.Thrown(cancelled ? SqlFaults.cancelled() : SqlFaults.of(failure, sql));
        } finally {
            asking = null;
        }
    }

    /** Stops the question under way, and every further one; from any thread. */
    public void cancel() {
        cancelled = true;
        Statement statement = asking;
        if (statement != null) {
            try {
                statement.cancel();
            } catch (SQLException over) {
                // It has just ended by itself.
            }
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new IllegalStateException("DuckDB cannot be closed", failure);
        }
    }
}
