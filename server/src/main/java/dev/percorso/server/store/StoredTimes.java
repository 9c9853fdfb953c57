package dev.percorso.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Instants as the state database keeps them: epoch milliseconds. */
public final class StoredTimes {
    private StoredTimes() {}

    /** The instant in a column that may have none. */
    public static Optional<Instant> find(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
