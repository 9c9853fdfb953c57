package dev.percorso.server.store;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the answer to a question in SQL, row by row. */
public interface SqlRows {
    /**
     * A column of the answer.
     *
     * @param type as DuckDB calls it, e.g. {@code BIGINT}
     */
    record Column(String name, String type) {}

    /** Called once, before the rows. */
    void columns(List<Column> columns) throws IOException;

    /**
     * One row: texts, numbers, booleans, lists and maps, which JSON can tell.
     *
     * @return whether more rows are wanted
     */
    boolean row(List<@Nullable Object> values) throws IOException;
}
