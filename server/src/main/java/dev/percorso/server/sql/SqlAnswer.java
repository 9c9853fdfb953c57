package dev.percorso.server.sql;

import dev.percorso.server.store.SqlRows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question in SQL.
 *
 * @param truncated there are more rows than these
 * @param through sequence of the newest event that was looked at: all that was in the reports when the question came
 */
public record SqlAnswer(
        List<SqlRows.Column> columns,
        List<List<@Nullable Object>> rows,
        boolean truncated,
        long elapsedMillis,
        long through) {}
