package dev.percorso.server.store;

import dev.percorso.server.event.WorkspaceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * A table whose rows each belong to a workspace and have an id in it: the statements that are the same for all such
 * tables. What a column holds stands in the store that owns the table.
 */
public final class WorkspaceTable<T> {
    private final Database database;
    private final String table;
    private final String order;
    private final Function<T, Map<String, Object>> values;
    private final RowMapper<T> row;

    /**
     * @param order of {@link #all}, as SQL
     * @param values of each column but {@code workspace} and {@code id}
     */
    public WorkspaceTable(
            Database database, String table, String order, Function<T, Map<String, Object>> values, RowMapper<T> row) {
        this.database = database;
        this.table = table;
        this.order = order;
        this.values = values;
        this.row = row;
    }

    public List<T> all(WorkspaceId workspace) {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM %s WHERE workspace = :workspace ORDER BY %s".formatted(table, order))
                .bind("workspace", workspace.value())
                .map(row)
                .list());
    }

    public Optional<T> find(WorkspaceId workspace, String id) {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM %s WHERE workspace = :workspace AND id = :id".formatted(table))
                .bind("workspace", workspace.value())
                .bind("id", id)
                .map(row)
                .findOne());
    }

    public long count(WorkspaceId workspace) {
        return database.read(
                handle -> handle.createQuery("SELECT COUNT(*) FROM %s WHERE workspace = :workspace".formatted(table))
                        .bind("workspace", workspace.value())
                        .mapTo(Long.class)
                        .one());
    }

    public void insert(WorkspaceId workspace, String id, T content) {
        Map<String, Object> columns = values.apply(content);
        List<String> names = List.copyOf(columns.keySet());
        database.run(handle -> handle.createUpdate("INSERT INTO %s (workspace, id, %s) VALUES (:workspace, :id, %s)"
                        .formatted(
                                table,
                                String.join(", ", names),
                                names.stream().map(name -> ":" + name).collect(Collectors.joining(", "))))
                .bind("workspace", workspace.value())
                .bind("id", id)
                .bindMap(columns)
                .execute());
    }

    /** Whether there was such a row. */
    public boolean update(WorkspaceId workspace, String id, T content) {
        Map<String, Object> columns = values.apply(content);
        return database.write(handle -> handle.createUpdate("UPDATE %s SET %s WHERE workspace = :workspace AND id = :id"
                                .formatted(
                                        table,
                                        columns.keySet().stream()
                                                .map(name -> name + " = :" + name)
                                                .collect(Collectors.joining(", "))))
                        .bind("workspace", workspace.value())
                        .bind("id", id)
                        .bindMap(columns)
                        .execute()
                == 1);
    }

    /** Whether there was such a row. */
    public boolean delete(WorkspaceId workspace, String id) {
        return database.write(handle ->
                handle.createUpdate("DELETE FROM %s WHERE workspace = :workspace AND id = :id".formatted(table))
                                .bind("workspace", workspace.value())
                                .bind("id", id)
                                .execute()
                        == 1);
    }
}
