package dev.percorso.server.list;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.people.MergeHistoryStore;
import dev.percorso.server.people.MergedRowStore;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Lists and who is on them, in the state database. */
public final class ListStore {
    private final Database database;

    public ListStore(Database database) {
        this.database = database;
    }

    List<PersonList> all(WorkspaceId workspace) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id, name, description, updated_at,
                          (SELECT count(*) FROM person_list_member m
                           WHERE m.workspace = l.workspace AND m.list = l.id) AS people
                        FROM person_list l WHERE workspace = :workspace ORDER BY lower(name)
                        """)
                .bind("workspace", workspace.value())
                .map((row, context) -> new PersonList(
                        row.getString("id"),
                        row.getString("name"),
                        Optional.of(row.getString("description")).filter(text -> !text.isEmpty()),
                        row.getLong("people"),
                        Instant.ofEpochMilli(row.getLong("updated_at"))))
                .list());
    }

    /** Whether there is such a list. */
    public boolean exists(WorkspaceId workspace, String list) {
        return database.read(
                handle -> handle.createQuery("SELECT 1 FROM person_list WHERE workspace = :workspace AND id = :list")
                        .bind("workspace", workspace.value())
                        .bind("list", list)
                        .mapTo(Integer.class)
                        .findOne()
                        .isPresent());
    }

    /** Whether another list has the name. */
    boolean isTaken(WorkspaceId workspace, String name, String except) {
        return database.read(handle -> handle.createQuery("""
                        SELECT 1 FROM person_list
                        WHERE workspace = :workspace AND lower(name) = lower(:name) AND id <> :except
                        """)
                .bind("workspace", workspace.value())
                .bind("name", name)
                .bind("except", except)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
    }

    void insert(WorkspaceId workspace, String id, ListContent content, Instant now) {
        database.run(handle -> handle.execute(
                "INSERT INTO person_list (workspace, id, name, description, updated_at) VALUES (?, ?, ?, ?, ?)",
                workspace.value(),
                id,
                content.name().strip(),
                content.description().orElse(""),
                now.toEpochMilli()));
    }

    /** Whether there was such a list. */
    boolean update(WorkspaceId workspace, String id, ListContent content, Instant now) {
        return database.write(handle -> handle.execute(
                        "UPDATE person_list SET name = ?, description = ?, updated_at = ? WHERE workspace = ? AND id = ?",
                        content.name().strip(),
                        content.description().orElse(""),
                        now.toEpochMilli(),
                        workspace.value(),
                        id)
                == 1);
    }

    /** Whether there was such a list. */
    boolean delete(WorkspaceId workspace, String id) {
        return database.write(handle -> {
            handle.execute("DELETE FROM person_list_member WHERE workspace = ? AND list = ?", workspace.value(), id);
            return handle.execute("DELETE FROM person_list WHERE workspace = ? AND id = ?", workspace.value(), id) == 1;
        });
    }

    BitSet members(WorkspaceId workspace, String list) {
        BitSet members = new BitSet();
        database.<Boolean, RuntimeException>read(handle -> {
            handle.createQuery("""
                            SELECT person FROM person_list_member WHERE workspace = :workspace AND list = :list
                            """)
                    .bind("workspace", workspace.value())
                    .bind("list", list)
                    .mapTo(Integer.class)
                    .forEach(members::set);
            return true;
        });
        return members;
    }

    boolean isOn(WorkspaceId workspace, String list, int person) {
        return database.read(handle -> handle.createQuery("""
                        SELECT 1 FROM person_list_member
                        WHERE workspace = :workspace AND list = :list AND person = :person
                        """)
                .bind("workspace", workspace.value())
                .bind("list", list)
                .bind("person", person)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
    }

    List<String> listsOf(WorkspaceId workspace, int person) {
        return database.read(handle -> handle.createQuery("""
                        SELECT list FROM person_list_member WHERE workspace = :workspace AND person = :person
                        """)
                .bind("workspace", workspace.value())
                .bind("person", person)
                .mapTo(String.class)
                .list());
    }

    int add(WorkspaceId workspace, String list, Collection<Integer> persons, String by, Instant now) {
        return database.write(handle -> {
            int added = 0;
            for (int person : persons) {
                added += add(handle, workspace, list, person, by, now) ? 1 : 0;
            }
            return added;
        });
    }

    int remove(WorkspaceId workspace, String list, Collection<Integer> persons) {
        return database.write(handle -> {
            int removed = 0;
            for (int person : persons) {
                removed += remove(handle, workspace, list, person) ? 1 : 0;
            }
            return removed;
        });
    }

    /**
     * Puts a person on a list, in the caller's transaction; flows are told of those who were not on it.
     *
     * @param by who or what did it
     * @return whether the person was not on it; false too when there is no such list any more
     */
    public static boolean add(Handle handle, WorkspaceId workspace, String list, int person, String by, Instant now) {
        boolean isNew = handle.createUpdate("""
                                INSERT INTO person_list_member (workspace, list, person, added_at, added_by)
                                SELECT workspace, id, :person, :now, :by FROM person_list
                                WHERE workspace = :workspace AND id = :list
                                ON CONFLICT DO NOTHING
                                """)
                        .bind("workspace", workspace.value())
                        .bind("list", list)
                        .bind("person", person)
                        .bind("now", now.toEpochMilli())
                        .bind("by", by)
                        .execute()
                == 1;
        if (isNew) {
            handle.execute(
                    "INSERT INTO person_list_arrival (workspace, list, person) VALUES (?, ?, ?)",
                    workspace.value(),
                    list,
                    person);
        }
        return isNew;
    }

    /** Takes a person off a list, in the caller's transaction; whether they were on it. */
    public static boolean remove(Handle handle, WorkspaceId workspace, String list, int person) {
        return handle.execute(
                        "DELETE FROM person_list_member WHERE workspace = ? AND list = ? AND person = ?",
                        workspace.value(),
                        list,
                        person)
                == 1;
    }

    /** Somebody who came onto a list. */
    public record Arrival(long id, WorkspaceId workspace, String list, int person) {}

    /** Of whom flows have not been told, in the order they came. */
    public List<Arrival> arrivals(int most) {
        return database.read(handle -> handle.createQuery("SELECT * FROM person_list_arrival ORDER BY id LIMIT :most")
                .bind("most", most)
                .map((row, context) -> new Arrival(
                        row.getLong("id"),
                        new WorkspaceId(row.getString("workspace")),
                        row.getString("list"),
                        row.getInt("person")))
                .list());
    }

    /** Flows were told of these, in the transaction of what they did. */
    public static void told(Handle handle, Collection<Arrival> arrivals) {
        arrivals.forEach(arrival -> handle.execute("DELETE FROM person_list_arrival WHERE id = ?", arrival.id()));
    }

    /** The places of a merged person become those of the one who stays. */
    public static void merge(Handle handle, MergeHistoryStore.Followed merge) {
        MergedRowStore.unite(handle, merge, "person_list_member", "person_list_arrival");
    }
}
