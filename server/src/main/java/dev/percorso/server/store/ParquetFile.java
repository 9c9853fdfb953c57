package dev.percorso.server.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Somebody's Parquet file, row by row as JSON, through a DuckDB in memory that may read this one file only. */
public final class ParquetFile implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement query;
    private final ResultSet result;
    private final List<String> columns;
    private final boolean isNested;
    private final long rows;

    private ParquetFile(
            Connection connection,
            PreparedStatement query,
            ResultSet result,
            List<String> columns,
            boolean isNested,
            long rows) {
        this.connection = connection;
        this.query = query;
        this.result = result;
        this.columns = columns;
        this.isNested = isNested;
        this.rows = rows;
    }

    /** @throws IOException when it is not Parquet or damaged, with the reason for people */
    public static ParquetFile open(Path file) throws IOException {
        String path = file.toAbsolutePath().toString();
        if (path.chars().anyMatch(character -> "*?[]".indexOf(character) >= 0)) {
            throw new IOException("rename it, so that it and its folder have none of *?[] in their names");
        }
        try {
            return open(path);
        } catch (SQLException failure) {
            throw readable(failure);
        }
    }

    private static ParquetFile open(String path) throws SQLException {
        Connection connection = DuckDb.open();
        try {
            List<String> columns = new ArrayList<>();
            boolean isNested = false;
            long rows;
            try (Statement statement = connection.createStatement()) {
                String literal = "'" + path.replace("'", "''") + "'";
                statement.execute("SET allowed_paths = [%s]".formatted(literal));
                statement.execute("SET enable_external_access = false");
                statement.execute("SET lock_configuration = true");
                try (ResultSet row = statement.executeQuery("DESCRIBE SELECT * FROM read_parquet(" + literal + ")")) {
                    while (row.next()) {
                        columns.add(row.getString(1));
                        isNested |= row.getString(2).startsWith("STRUCT");
                    }
                }
                try (ResultSet row = statement.executeQuery("SELECT count(*) FROM read_parquet(" + literal + ")")) {
                    rows = row.next() ? row.getLong(1) : 0;
                }
            }
            PreparedStatement query =
                    connection.prepareStatement("SELECT CAST(to_json(t) AS VARCHAR) FROM read_parquet(?) t");
            query.setString(1, path);
            return new ParquetFile(connection, query, query.executeQuery(), columns, isNested, rows);
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    private static IOException readable(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        int end = message.indexOf('\n');
        return new IOException("it is not readable as Parquet: " + (end < 0 ? message : message.substring(0, end)));
    }

    public List<String> columns() {
        return columns;
    }

    /** Whether a column has columns of its own. */
    public boolean isNested() {
        return isNested;
    }

    public long rows() {
        return rows;
    }

    /** The next row as a JSON object; empty at the end. */
    public Optional<String> next() throws IOException {
        try {
            return result.next() ? Optional.of(result.getString(1)) : Optional.empty();
        } catch (SQLException failure) {
            throw readable(failure);
        }
    }

    @Override
    public void close() throws IOException {
        try (connection;
                query) {
            result.close();
        } catch (SQLException failure) {
            throw readable(failure);
        }
    }
}
