package dev.percorso.server.audit;

import dev.percorso.server.people.DataSubject;
import dev.percorso.server.people.PersonalData;
import dev.percorso.server.people.PersonalRowStore;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What operators did to a person. The entries stay; about whom they are is forgotten. */
public final class AuditDataStore implements PersonalData {
    @Override
    public Set<String> tables() {
        return Set.of("audit_entry");
    }

    @Override
    public Map<String, Object> export(Handle handle, DataSubject subject) {
        return Map.of("actions", PersonalRowStore.read(handle, """
                        SELECT at, actor, action FROM audit_entry
                        WHERE workspace = :workspace AND person IN (SELECT value FROM json_each(:numbers))
                        ORDER BY sequence
                        """, subject, Set.of("at")));
    }

    @Override
    public void erase(Handle handle, DataSubject subject) {
        PersonalRowStore.change(handle, """
                UPDATE audit_entry SET subject = '', person = NULL
                WHERE workspace = :workspace AND person IN (SELECT value FROM json_each(:numbers))
                """, subject);
    }
}
