package dev.percorso.server.analyze;

import dev.percorso.server.analyze.SpendLine.Content;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Spend in the state database. */
final class SpendStore {
    private final Database database;

    SpendStore(Database database) {
        this.database = database;
    }

    List<SpendLine> all(WorkspaceId workspace) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id, property, label, first_day, last_day, amount FROM spend
                        WHERE workspace = :workspace ORDER BY first_day DESC, property, label, id
                        """)
                .bind("workspace", workspace.value())
                .map(SpendStore::read)
                .list());
    }

    /** Lines of a property that touch the days from one to another, both included. */
    List<SpendLine> between(WorkspaceId workspace, String property, LocalDate from, LocalDate to) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id, property, label, first_day, last_day, amount FROM spend
                        WHERE workspace = :workspace AND property = :property AND first_day <= :to AND last_day >= :from
                        """)
                .bind("workspace", workspace.value())
                .bind("property", property)
                .bind("from", from.toString())
                .bind("to", to.toString())
                .map(SpendStore::read)
                .list());
    }

    /** Adds lines, each in the place of one with the same property, label and days. */
    void put(WorkspaceId workspace, List<SpendLine> lines) {
        database.run(handle -> lines.forEach(line -> put(handle, workspace, line)));
    }

    private static void put(Handle handle, WorkspaceId workspace, SpendLine line) {
        Content content = line.content();
        handle.createUpdate("""
                        INSERT INTO spend (workspace, id, property, label, first_day, last_day, amount)
                        VALUES (:workspace, :id, :property, :label, :from, :to, :amount)
                        ON CONFLICT (workspace, property, label, first_day, last_day)
                        DO UPDATE SET amount = excluded.amount
                        """)
                .bind("workspace", workspace.value())
                .bind("id", line.id())
                .bind("property", content.property())
                .bind("label", content.label())
                .bind("from", content.from().toString())
                .bind("to", content.to().toString())
                .bind("amount", content.amount().toPlainString())
                .execute();
    }

    /** Changes a line; one that had just these days and this label before gives way. Whether there was such a line. */
    boolean update(WorkspaceId workspace, SpendLine line) {
        return database.write(handle -> {
            boolean isKnown = delete(handle, workspace, line.id());
            if (isKnown) {
                Content content = line.content();
                handle.createUpdate("""
                                DELETE FROM spend WHERE workspace = :workspace AND property = :property
                                AND label = :label AND first_day = :from AND last_day = :to
                                """)
                        .bind("workspace", workspace.value())
                        .bind("property", content.property())
                        .bind("label", content.label())
                        .bind("from", content.from().toString())
                        .bind("to", content.to().toString())
                        .execute();
                put(handle, workspace, line);
            }
            return isKnown;
        });
    }

    /** Whether there was such a line. */
    boolean delete(WorkspaceId workspace, String id) {
        return database.write(handle -> delete(handle, workspace, id));
    }

    private static boolean delete(Handle handle, WorkspaceId workspace, String id) {
        return handle.createUpdate("DELETE FROM spend WHERE workspace = :workspace AND id = :id")
                        .bind("workspace", workspace.value())
                        .bind("id", id)
                        .execute()
                == 1;
    }

    private static SpendLine read(ResultSet row, StatementContext context) throws SQLException {
        return new SpendLine(
                row.getString("id"),
                new Content(
                        row.getString("property"),
                        row.getString("label"),
                        LocalDate.parse(row.getString("first_day")),
                        LocalDate.parse(row.getString("last_day")),
                        new BigDecimal(row.getString("amount"))));
    }
}
