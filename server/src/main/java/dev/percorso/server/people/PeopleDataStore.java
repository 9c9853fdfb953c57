package dev.percorso.server.people;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What the people's own tables know of a person, handed out and forgotten. */
public final class PeopleDataStore implements PersonalData {
    private static final Set<String> ADDRESSES =
            Set.of("email", "phone", "phoneNumber", "phone_number", "mobile", "telephone");

    private final Database database;

    public PeopleDataStore(Database database) {
        this.database = database;
    }

    /** Who is meant by these persons: the ones that remain, everyone merged into them, and their ids and addresses. */
    public DataSubject subject(WorkspaceId workspace, Collection<Integer> persons) {
        return database.read(handle -> subject(handle, workspace, persons));
    }

    /** {@link #subject(WorkspaceId, Collection)} inside a transaction. */
    public DataSubject subject(Handle handle, WorkspaceId workspace, Collection<Integer> persons) {
        Set<Integer> numbers = new LinkedHashSet<>(persons);
        Set<String> addresses = new LinkedHashSet<>();
        handle.createQuery("""
                        SELECT id, email, traits FROM person
                        WHERE workspace = :workspace AND (id IN (SELECT value FROM json_each(:persons))
                          OR merged_into IN (SELECT value FROM json_each(:persons)))
                        """)
                .bind("workspace", workspace.value())
                .bind("persons", persons.toString())
                .map((row, context) -> {
                    if (row.getString("email") != null) {
                        addresses.add(row.getString("email"));
                    }
                    Traits.parse(row.getString("traits")).forEach((name, value) -> {
                        if (value instanceof String text && (ADDRESSES.contains(name) || text.indexOf('@') > 0)) {
                            addresses.add(text);
                        }
                    });
                    return row.getInt("id");
                })
                .forEach(numbers::add);
        List<String> ids = handle.createQuery("""
                        SELECT DISTINCT value FROM person_identity
                        WHERE workspace = :workspace AND person IN (SELECT value FROM json_each(:numbers))
                        """)
                .bind("workspace", workspace.value())
                .bind("numbers", numbers.toString())
                .mapTo(String.class)
                .list();
        return new DataSubject(workspace, new ArrayList<>(numbers), ids, new ArrayList<>(addresses));
    }

    /** Leaves nothing of deleted rows in the search index, in the caller's transaction. */
    public void compactSearch(Handle handle) {
        handle.execute("INSERT INTO person_text (person_text) VALUES ('optimize')");
    }

    @Override
    public Set<String> tables() {
        return Set.of("person", "person_identity", "person_merge", "consent_entry", "trait_change", "erased_id");
    }

    @Override
    public Map<String, Object> export(Handle handle, DataSubject subject) {
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("identities", PersonalRowStore.read(handle, """
                SELECT CASE kind WHEN 'u' THEN 'user' ELSE 'anonymous' END AS kind, value FROM person_identity
                WHERE workspace = :workspace AND person IN (SELECT value FROM json_each(:numbers))
                ORDER BY kind, value
                """, subject, Set.of()));
        parts.put(
                "traits",
                handle.createQuery("""
                        SELECT traits FROM person
                        WHERE workspace = :workspace AND id IN (SELECT value FROM json_each(:numbers))
                          AND merged_into IS NULL
                        """)
                        .bind("workspace", subject.workspace().value())
                        .bind("numbers", subject.numbersAsJson())
                        .mapTo(String.class)
                        .findFirst()
                        .map(Traits::parse)
                        .orElse(Map.of()));
        parts.put("traitHistory", PersonalRowStore.read(handle, """
                SELECT trait, value, source, at FROM trait_change
                WHERE workspace = :workspace AND person IN (SELECT value FROM json_each(:numbers)) ORDER BY at, id
                """, subject, Set.of("at")));
        parts.put("consents", PersonalRowStore.read(handle, """
                SELECT lower(purpose) AS purpose, iif(granted, 'granted', 'refused') AS statement, source, at,
                  lower(origin) AS origin, text_version AS textVersion, language, text_hash AS textHash, network, device,
                  receipt, note
                FROM consent_entry
                WHERE workspace = :workspace AND person IN (SELECT value FROM json_each(:numbers)) ORDER BY at, id
                """, subject, Set.of("at")));
        parts.put("merges", PersonalRowStore.read(handle, """
                SELECT from_person AS "from", into_person AS "into", lower(reason) AS reason, merged_at AS at
                FROM person_merge
                WHERE workspace = :workspace AND into_person IN (SELECT value FROM json_each(:numbers)) ORDER BY id
                """, subject, Set.of("at")));
        return parts;
    }

    @Override
    public void erase(Handle handle, DataSubject subject) {
        for (String sql : List.of(
                "DELETE FROM person_identity WHERE workspace = :workspace AND person IN (SELECT value FROM json_each(:numbers))",
                "DELETE FROM trait_change WHERE workspace = :workspace AND person IN (SELECT value FROM json_each(:numbers))",
                "DELETE FROM consent_entry WHERE workspace = :workspace AND person IN (SELECT value FROM json_each(:numbers))",
                """
                DELETE FROM person_merge WHERE workspace = :workspace
                  AND (from_person IN (SELECT value FROM json_each(:numbers))
                    OR into_person IN (SELECT value FROM json_each(:numbers)))
                """,
                "DELETE FROM person WHERE workspace = :workspace AND id IN (SELECT value FROM json_each(:numbers))")) {
            PersonalRowStore.change(handle, sql, subject);
        }
    }
}
