package dev.percorso.server.list;

import dev.percorso.server.people.DataSubject;
import dev.percorso.server.people.PersonalData;
import dev.percorso.server.people.PersonalRowStore;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Who is on which list. */
public final class ListDataStore implements PersonalData {
    @Override
    public Set<String> tables() {
        return Set.of("person_list_member", "person_list_arrival");
    }

    @Override
    public Map<String, Object> export(Handle handle, DataSubject subject) {
        return Map.of("lists", PersonalRowStore.read(handle, """
                        SELECT l.name AS list, m.added_at AS addedAt, m.added_by AS addedBy
                        FROM person_list_member m JOIN person_list l ON l.workspace = m.workspace AND l.id = m.list
                        WHERE m.workspace = :workspace AND m.person IN (SELECT value FROM json_each(:numbers))
                        ORDER BY m.added_at
                        """, subject, Set.of("addedAt")));
    }

    @Override
    public void erase(Handle handle, DataSubject subject) {
        for (String table : tables()) {
            PersonalRowStore.change(
                    handle,
                    "DELETE FROM " + table
                            + " WHERE workspace = :workspace AND person IN (SELECT value FROM json_each(:numbers))",
                    subject);
        }
    }
}
