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
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The history of traits: changes are added, never altered. */
final class TraitChangeStore {
    private static final int SHOWN = 1_000;

    private TraitChangeStore() {}

    /** A change with its place among the events of the workspace. */
    record Placed(int person, TraitChange change, long sequence) {}

    /** Place of what is changed by hand now: that of the workspace's last event. */
    static long position(Handle handle, WorkspaceId workspace) {
        return handle.createQuery("SELECT sequence FROM workspace_position WHERE workspace = :workspace")
                .bind("workspace", workspace.value())
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    static void add(Connection connection, String workspace, List<Placed> changes) {
        if (changes.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO trait_change (workspace, person, trait, value, source, at, sequence)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """)) {
            for (Placed placed : changes) {
                insert.setString(1, workspace);
                insert.setInt(2, placed.person());
                insert.setString(3, placed.change().trait());
                insert.setString(4, placed.change().value().map(Json::text).orElse(""));
                insert.setString(5, placed.change().source());
                insert.setLong(6, placed.change().at().toEpochMilli());
                insert.setLong(7, placed.sequence());
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException failure) {
            throw new PeopleStoreException(failure);
        }
    }

    /** Applies changes to traits in their order and gives those that changed something. */
    static List<Placed> effective(Map<String, Object> traits, List<Placed> changes) {
        List<Placed> effective = new ArrayList<>();
        for (Placed placed : changes) {
            String trait = placed.change().trait();
            Optional<Object> value = placed.change().value();
            if (!value.equals(Optional.ofNullable(traits.get(trait)))) {
                value.ifPresentOrElse(given -> traits.put(trait, given), () -> traits.remove(trait));
                effective.add(placed);
            }
        }
        return effective;
    }

    /** The changes of the person and of everyone merged into it, newest first. */
    static List<TraitChange> history(Handle handle, WorkspaceId workspace, int person) {
        return handle.createQuery("""
                        SELECT trait, value, source, at FROM trait_change
                        WHERE workspace = :workspace AND person IN (
                          SELECT :person UNION SELECT id FROM person
                          WHERE workspace = :workspace AND merged_into = :person)
                        ORDER BY at DESC, id DESC LIMIT :shown
                        """)
                .bind("workspace", workspace.value())
                .bind("person", person)
                .bind("shown", SHOWN)
                .map((row, context) -> new TraitChange(
                        row.getString(1),
                        value(row.getString(2)),
                        row.getString(3),
                        Instant.ofEpochMilli(row.getLong(4))))
                .list();
    }

    /** What users and flows set on these persons, in order; everything else comes with events. */
    static List<Placed> byHand(Handle handle, WorkspaceId workspace, List<Integer> persons) {
        return handle.createQuery("""
                        SELECT person, trait, value, source, at, sequence FROM trait_change
                        WHERE workspace = :workspace AND person IN (SELECT value FROM json_each(:persons))
                          AND (source = 'flow' OR source LIKE 'operator:%')
                        ORDER BY id
                        """)
                .bind("workspace", workspace.value())
                .bind("persons", persons.toString())
                .map((row, context) -> placed(row))
                .list();
    }

    static boolean isByHand(String source) {
        return source.equals(TraitChange.FLOW) || source.startsWith(TraitChange.OPERATOR);
    }

    /** The changes of these persons that did not come through the source, in order. */
    static List<Placed> ofOthers(Handle handle, WorkspaceId workspace, Set<Integer> persons, String source) {
        return handle.createQuery("""
                        SELECT person, trait, value, source, at, sequence FROM trait_change
                        WHERE workspace = :workspace AND person IN (SELECT value FROM json_each(:persons))
                          AND source <> :source
                        ORDER BY sequence, id
                        """)
                .bind("workspace", workspace.value())
                .bind("persons", persons.toString())
                .bind("source", source)
                .map((row, context) -> placed(row))
                .list();
    }

    /** Forgets the changes that came through a source. */
    static void forget(Handle handle, WorkspaceId workspace, Set<Integer> persons, String source) {
        handle.createUpdate("""
                        DELETE FROM trait_change
                        WHERE workspace = :workspace AND person IN (SELECT value FROM json_each(:persons))
                          AND source = :source
                        """)
                .bind("workspace", workspace.value())
                .bind("persons", persons.toString())
                .bind("source", source)
                .execute();
    }

    private static Placed placed(ResultSet row) throws SQLException {
        return new Placed(
                row.getInt(1),
                new TraitChange(
                        row.getString(2),
                        value(row.getString(3)),
                        row.getString(4),
                        Instant.ofEpochMilli(row.getLong(5))),
                row.getLong(6));
    }

    /** Gives changes that came with events to other persons, by the event's sequence. */
    static void reassign(Handle handle, WorkspaceId workspace, Map<Long, Integer> persons) {
        var batch = handle.prepareBatch("""
                UPDATE trait_change SET person = ? WHERE workspace = ? AND sequence = ?
                  AND source <> 'flow' AND source NOT LIKE 'operator:%'
                """);
        persons.forEach((sequence, person) -> batch.add(person, workspace.value(), sequence));
        if (!persons.isEmpty()) {
            batch.execute();
        }
    }

    static Optional<Object> value(String json) {
        return json.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(new LinkedHashMap<>(Traits.parse("{\"v\":" + json + "}")).get("v"));
    }
}
