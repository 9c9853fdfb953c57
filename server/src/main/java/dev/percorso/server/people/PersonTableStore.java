package dev.percorso.server.people;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.EventSandbox.PersonRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All people of a workspace as a table, for questions in SQL. */
public final class PersonTableStore {
    private static final int PORTION = 20_000;

    private final Database database;

    public PersonTableStore(Database database) {
        this.database = database;
    }

    /** Takes one person after another. */
    @FunctionalInterface
    public interface Target {
        void add(PersonRow person) throws SQLException;
    }

    /** Who each merged person is now. */
    public Map<Integer, Integer> merged(WorkspaceId workspace) {
        return database.read(handle -> {
            Map<Integer, Integer> merged = new HashMap<>();
            handle.createQuery("""
                            SELECT id, merged_into FROM person WHERE workspace = :workspace AND merged_into IS NOT NULL
                            """)
                    .bind("workspace", workspace.value())
                    .map((row, context) -> Map.entry(row.getInt(1), row.getInt(2)))
                    .forEach(entry -> merged.put(entry.getKey(), entry.getValue()));
            return merged;
        });
    }

    /** Everyone who was not merged into somebody else, read in portions. */
    public void forEach(WorkspaceId workspace, Target target) throws SQLException {
        int after = 0;
        while (true) {
            List<PersonRow> portion = portion(workspace, after);
            if (portion.isEmpty()) {
                return;
            }
            for (PersonRow person : portion) {
                target.add(person);
            }
            after = portion.getLast().id();
        }
    }

    private List<PersonRow> portion(WorkspaceId workspace, int after) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id, identified, label, email, created_at, traits,
                          (SELECT min(value) FROM person_identity i
                           WHERE i.workspace = p.workspace AND i.person = p.id AND i.kind = 'u') AS user_id
                        FROM person p WHERE workspace = :workspace AND id > :after AND merged_into IS NULL
                        ORDER BY id LIMIT :limit
                        """)
                .bind("workspace", workspace.value())
                .bind("after", after)
                .bind("limit", PORTION)
                .map((row, context) -> new PersonRow(
                        row.getInt("id"),
                        row.getBoolean("identified"),
                        row.getString("label"),
                        Optional.ofNullable(row.getString("email")),
                        Optional.ofNullable(row.getString("user_id")),
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        row.getString("traits")))
                .list());
    }
}
