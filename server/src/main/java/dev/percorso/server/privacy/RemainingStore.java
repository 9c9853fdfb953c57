package dev.percorso.server.privacy;

import dev.percorso.server.store.Database;
import dev.percorso.server.store.EventSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/** Looks through every text of the state database for words that should be gone. */
final class RemainingStore {
    private final Database database;

    RemainingStore(Database database) {
        this.database = database;
    }

    private record Column(String table, String name) {}

    /** The columns, as {@code table.column}, in which one of the texts still stands. */
    List<String> places(List<String> texts) {
        if (texts.isEmpty()) {
            return List.of();
        }
        return database.read(handle -> {
            List<String> places = new ArrayList<>();
            for (Column column : textColumns(handle)) {
                if (holds(handle, column, texts)) {
                    places.add(column.table() + "." + column.name());
                }
            }
            return places;
        });
    }

    private static List<Column> textColumns(Handle handle) {
        return handle.createQuery("""
                        SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c
                        WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%' AND m.name NOT LIKE 'sqlite_%'
                          AND m.name NOT LIKE 'flyway_%' AND c.type = 'TEXT' ORDER BY m.name, c.cid
                        """)
                .map((row, context) -> new Column(row.getString(1), row.getString(2)))
                .list();
    }

    /** Names of tables and columns come from the schema, never from users. */
    private static boolean holds(Handle handle, Column column, List<String> texts) {
        EventSelection.Mentioning mentioning = new EventSelection.Mentioning(texts);
        for (String text : texts) {
            try (var values = handle
                    .createQuery("""
                            SELECT "%1$s" FROM "%2$s" WHERE instr(lower("%1$s"), :text) > 0
                            """.formatted(column.name(), column.table()))
                    .bind("text", text.toLowerCase(Locale.ROOT))
                    .mapTo(String.class)
                    .stream()) {
                if (values.anyMatch(mentioning::isIn)) {
                    return true;
                }
            }
        }
        return false;
    }
}
