package dev.percorso.server.people;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Makes one person of two, and keeps the record of it. Plain JDBC, because the projector does it too. */
final class PersonMergeStore {
    private PersonMergeStore() {}

    /**
     * Two persons that become one.
     *
     * @param messageId of the event that says so, or empty
     * @param sequence of that event, or the workspace's newest one
     * @param by the user who says so, or empty
     */
    record Merging(int from, int into, MergeReason reason, String messageId, Instant at, long sequence, String by) {}

    /**
     * What a merge changed.
     *
     * @param identities that moved, as kind and value in one text
     * @param traits of the one that remains
     */
    record Merged(List<String> identities, Map<String, Object> traits) {}

    static Merged merge(Connection connection, String workspace, Merging merging) throws SQLException {
        List<String> identities = moveIdentities(connection, workspace, merging);
        Map<String, Object> traits = mergeRows(connection, workspace, merging);
        record(connection, workspace, merging);
        return new Merged(identities, traits);
    }

    private static List<String> moveIdentities(Connection connection, String workspace, Merging merging)
            throws SQLException {
        List<String> identities = new ArrayList<>();
        try (PreparedStatement moved = connection.prepareStatement("""
                UPDATE person_identity SET person = ? WHERE workspace = ? AND person = ? RETURNING kind, value
                """)) {
            moved.setInt(1, merging.into());
            moved.setString(2, workspace);
            moved.setInt(3, merging.from());
            try (ResultSet row = moved.executeQuery()) {
                while (row.next()) {
                    identities.add(row.getString(1) + row.getString(2));
                }
            }
        }
        return identities;
    }

    /** The one that remains keeps its traits and gains those it lacks; the better label wins. */
    private static Map<String, Object> mergeRows(Connection connection, String workspace, Merging merging)
            throws SQLException {
        Map<String, Object> traits = new LinkedHashMap<>(TraitStore.read(connection, workspace, merging.from()));
        traits.putAll(TraitStore.read(connection, workspace, merging.into()));
        try (PreparedStatement source = connection.prepareStatement("""
                        UPDATE person SET merged_into = ? WHERE workspace = ? AND (id = ? OR merged_into = ?)
                        """);
                PreparedStatement target = connection.prepareStatement("""
                        UPDATE person SET
                          identified = max(person.identified, other.identified),
                          label = CASE WHEN other.label_rank > person.label_rank THEN other.label ELSE person.label END,
                          label_rank = max(person.label_rank, other.label_rank),
                          email = coalesce(person.email, other.email),
                          created_at = min(person.created_at, other.created_at),
                          traits = ?
                        FROM person AS other
                        WHERE person.workspace = ? AND person.id = ? AND other.workspace = person.workspace
                          AND other.id = ?
                        """)) {
            target.setString(1, Json.text(traits));
            target.setString(2, workspace);
            target.setInt(3, merging.into());
            target.setInt(4, merging.from());
            target.executeUpdate();
            source.setInt(1, merging.into());
            source.setString(2, workspace);
            source.setInt(3, merging.from());
            source.setInt(4, merging.from());
            source.executeUpdate();
        }
        return traits;
    }

    private static void record(Connection connection, String workspace, Merging merging) throws SQLException {
        try (PreparedStatement audit = connection.prepareStatement("""
                        INSERT INTO person_merge (workspace, from_person, into_person, reason, message_id, merged_at,
                          sequence, merged_by, consents)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, (SELECT json_group_array(id) FROM consent_entry
                          WHERE workspace = ? AND person = ?))
                        """);
                PreparedStatement ledger = connection.prepareStatement("""
                        UPDATE consent_entry SET person = ? WHERE workspace = ? AND person = ?
                        """)) {
            audit.setString(1, workspace);
            audit.setInt(2, merging.from());
            audit.setInt(3, merging.into());
            audit.setString(4, merging.reason().name());
            audit.setString(5, merging.messageId());
            audit.setLong(6, merging.at().toEpochMilli());
            audit.setLong(7, merging.sequence());
            audit.setString(8, merging.by());
            audit.setString(9, workspace);
            audit.setInt(10, merging.from());
            audit.executeUpdate();
            ledger.setInt(1, merging.into());
            ledger.setString(2, workspace);
            ledger.setInt(3, merging.from());
            ledger.executeUpdate();
        }
    }

    /** A merge as it is stored. */
    record Stored(
            long id,
            int from,
            int into,
            MergeReason reason,
            String messageId,
            Instant at,
            long sequence,
            String by,
            String state,
            Optional<Instant> undoneAt,
            String undoneBy) {}

    private static final String COLUMNS = """
            SELECT id, from_person, into_person, reason, message_id, merged_at, sequence, merged_by, state, undone_at,
              coalesce(undone_by, '') AS undone_by FROM person_merge
            """;

    /** Merges in which one of the persons took part, in their order. */
    static List<Stored> of(Handle handle, WorkspaceId workspace, List<Integer> persons) {
        return handle.createQuery(COLUMNS + """
                        WHERE workspace = :workspace AND (from_person IN (SELECT value FROM json_each(:persons))
                          OR into_person IN (SELECT value FROM json_each(:persons)))
                        ORDER BY id
                        """)
                .bind("workspace", workspace.value())
                .bind("persons", persons.toString())
                .map((row, context) -> read(row))
                .list();
    }

    static Optional<Stored> find(Handle handle, WorkspaceId workspace, long id) {
        return handle.createQuery(COLUMNS + "WHERE workspace = :workspace AND id = :id")
                .bind("workspace", workspace.value())
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    private static Stored read(ResultSet row) throws SQLException {
        long undoneAt = row.getLong("undone_at");
        boolean isDone = row.wasNull();
        return new Stored(
                row.getLong("id"),
                row.getInt("from_person"),
                row.getInt("into_person"),
                MergeReason.valueOf(row.getString("reason")),
                row.getString("message_id"),
                Instant.ofEpochMilli(row.getLong("merged_at")),
                row.getLong("sequence"),
                row.getString("merged_by"),
                row.getString("state"),
                isDone ? Optional.empty() : Optional.of(Instant.ofEpochMilli(undoneAt)),
                row.getString("undone_by"));
    }
}
