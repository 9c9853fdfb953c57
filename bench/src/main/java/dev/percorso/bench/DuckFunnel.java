package dev.percorso.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The same funnel in DuckDB, the way SQL does it fastest: one window function per step carries the newest start from
 * which the step can be reached, so the person's furthest step is the same as with attempts.
 */
final class DuckFunnel implements AutoCloseable {
    private final Connection connection;

    /** Loads the events into a table in memory; at most 8 GB, beyond that into files in the folder. */
    DuckFunnel(BenchEvents events, int threads, Path folder) throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("set threads = " + threads);
            statement.execute("set memory_limit = '8GB'");
            statement.execute("set temp_directory = '" + folder + "'");
            statement.execute("create table events (person integer, time bigint, sequence bigint, name usmallint)");
        }
        try (DuckDBAppender appender = connection.unwrap(DuckDBConnection.class).createAppender("main", "events")) {
            for (int row = 0; row < events.size(); row++) {
                appender.beginRow();
                appender.append(events.persons[row]);
                appender.append(events.times[row]);
                appender.append(row + 1L);
                appender.append((short) events.names[row]);
                appender.endRow();
            }
        }
    }

    /** Writes the events for the other engine. */
    void export(Path parquet) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("copy events to '" + parquet + "' (format parquet)");
        }
    }

    String version() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select version()")) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Persons who reached each step; step {@code k} is the event name with code {@code k}. */
    List<Long> counts(int steps, long windowMillis) throws SQLException {
        StringBuilder sql = new StringBuilder("with s1 as (select person, time, sequence, name,"
                + " max(case when name = 0 then time end) over w as t1 from events where name < "
                + steps + " window w as (partition by person order by time, sequence)");
        for (int step = 2; step <= steps; step++) {
            // The start carried by the rows before this one; a row of the step within the window passes it on.
            sql.append("), s%d as (select *, max(case when name = %d and time - t%d <= %d then t%d end) over w as t%d"
                    .formatted(step, step - 1, step - 1, windowMillis, step - 1, step));
            sql.append(" from s%d window w as (partition by person order by time, sequence)".formatted(step - 1));
        }
        sql.append("), reached as (select person");
        for (int step = 1; step <= steps; step++) {
            sql.append(", max(t%d) is not null as r%d".formatted(step, step));
        }
        sql.append(" from s%d group by person) select ".formatted(steps));
        for (int step = 1; step <= steps; step++) {
            sql.append(step == 1 ? "" : ", ").append("count(*) filter (where r%d)".formatted(step));
        }
        sql.append(" from reached");
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql.toString())) {
            rows.next();
            List<Long> counts = new ArrayList<>();
            for (int step = 1; step <= steps; step++) {
                counts.add(rows.getLong(step));
            }
            return counts;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
