package dev.percorso.server.people;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.util.List;

/** Finds people by the beginning of what they are called or known by; each look goes through an index. */
final class PersonSearchStore {
    /** More matches than anybody reads; whoever wants fewer types on. */
    private static final int MOST = 1_000;

    private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);

    private final Database database;

    PersonSearchStore(Database database) {
        this.database = database;
    }

    /** Persons whose name, e-mail or an id begins with the text; names and e-mails in any case. */
    List<Integer> startingWith(WorkspaceId workspace, String text) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id FROM (
                          SELECT id FROM person WHERE workspace = :workspace AND merged_into IS NULL
                            AND label >= :first AND label < :last LIMIT :most)
                        UNION SELECT id FROM (
                          SELECT id FROM person WHERE workspace = :workspace AND merged_into IS NULL
                            AND email IS NOT NULL AND email >= :first AND email < :last LIMIT :most)
                        UNION SELECT person FROM (
                          SELECT person FROM person_identity WHERE workspace = :workspace AND kind = 'u'
                            AND value >= :first AND value < :last LIMIT :most)
                        UNION SELECT person FROM (
                          SELECT person FROM person_identity WHERE workspace = :workspace AND kind = 'a'
                            AND value >= :first AND value < :last LIMIT :most)
                        LIMIT :most
                        """)
                .bind("workspace", workspace.value())
                .bind("first", text)
                .bind("last", text + LAST_CHARACTER)
                .bind("most", MOST)
                .mapTo(Integer.class)
                .list());
    }

    List<Integer> mergedInto(WorkspaceId workspace, int person) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id FROM person WHERE workspace = :workspace AND merged_into = :person ORDER BY id
                        """)
                .bind("workspace", workspace.value())
                .bind("person", person)
                .mapTo(Integer.class)
                .list());
    }
}
