package dev.percorso.server.people;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Rows about a person as they are handed out in an access export. */
public final class PersonalRowStore {
    private PersonalRowStore() {}

    /**
     * The rows of a query by column, without empty ones.
     *
     * @param sql with {@code :workspace} and {@code :numbers}, a JSON array
     * @param instants columns in milliseconds, given as instants
     */
    public static List<Map<String, Object>> read(Handle handle, String sql, DataSubject subject, Set<String> instants) {
        return handle.createQuery(sql)
                .bind("workspace", subject.workspace().value())
                .bind("numbers", subject.numbersAsJson())
                .map((row, context) -> row(row, instants))
                .list();
    }

    private static Map<String, Object> row(ResultSet row, Set<String> instants) throws SQLException {
        Map<String, Object> values = new LinkedHashMap<>();
        ResultSetMetaData columns = row.getMetaData();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            String name = columns.getColumnLabel(column);
            Object value = row.getObject(column);
            if (value != null && !"".equals(value)) {
                values.put(
                        name,
                        instants.contains(name) && value instanceof Number millis
                                ? Instant.ofEpochMilli(millis.longValue())
                                : value);
            }
        }
        return values;
    }

    /** Runs a statement with {@code :workspace} and {@code :numbers}; tells how many rows it changed. */
    public static int change(Handle handle, String sql, DataSubject subject) {
        return handle.createUpdate(sql)
                .bind("workspace", subject.workspace().value())
                .bind("numbers", subject.numbersAsJson())
                .execute();
    }
}
