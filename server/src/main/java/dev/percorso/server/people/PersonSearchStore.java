package dev.percorso.server.people;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.util.List;

/** Finds people by what they are called or known by; each look goes through an index. */
final class PersonSearchStore {
    /** More matches than anybody reads; whoever wants fewer types on. */
    static final int MOST = 10_000;

    /** The search index knows parts of texts from this length on. */
    private static final int SHORTEST_PART = 3;

    /** Ends a search: what only ids say. */
    private static final String OR_BY_ID = """
            UNION SELECT person FROM (
              SELECT person FROM person_identity WHERE workspace = :workspace AND kind = 'u'
                AND value >= :first AND value < :last LIMIT :most)
            UNION SELECT person FROM (
              SELECT person FROM person_identity WHERE workspace = :workspace AND kind = 'a'
                AND value >= :first AND value < :last LIMIT :most)
            LIMIT :most
            """;

    private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);

    private final Database database;

    PersonSearchStore(Database database) {
        this.database = database;
    }

    /**
     * Persons whose name or e-mail has the text anywhere in it, in any case, or one of whose ids begins with it. A text of
     * one or two characters is looked for at the beginnings only. At most {@link #MOST}.
     */
    List<Integer> matching(WorkspaceId workspace, String text) {
        return text.codePointCount(0, text.length()) < SHORTEST_PART
                ? startingWith(workspace, text)
                : containing(workspace, text);
    }

    private List<Integer> containing(WorkspaceId workspace, String text) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id FROM (
                          SELECT person_text.rowid & 4294967295 AS id FROM person_search_space space, person_text
                          WHERE space.workspace = :workspace AND person_text MATCH :phrase
                            AND person_text.rowid >= space.number << 32
                            AND person_text.rowid < (space.number + 1) << 32
                          LIMIT :most)
                        """ + OR_BY_ID)
                .bind("workspace", workspace.value())
                .bind("phrase", '"' + text.replace("\"", "\"\"") + '"')
                .bind("first", text)
                .bind("last", text + LAST_CHARACTER)
                .bind("most", MOST)
                .mapTo(Integer.class)
                .list());
    }

    private List<Integer> startingWith(WorkspaceId workspace, String text) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id FROM (
                          SELECT id FROM person WHERE workspace = :workspace AND merged_into IS NULL
                            AND label >= :first AND label < :last LIMIT :most)
                        UNION SELECT id FROM (
                          SELECT id FROM person WHERE workspace = :workspace AND merged_into IS NULL
                            AND email IS NOT NULL AND email >= :first AND email < :last LIMIT :most)
                        """ + OR_BY_ID)
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
