package dev.percorso.server.audience;

import dev.percorso.server.people.DataSubject;
import dev.percorso.server.people.PersonalData;
import dev.percorso.server.people.PersonalRowStore;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Where people are known for advertising. Who is erased is taken out there; until then only the hashes stay. */
public final class SyncDataStore implements PersonalData {
    @Override
    public Set<String> tables() {
        return Set.of("audience_member");
    }

    @Override
    public Map<String, Object> export(Handle handle, DataSubject subject) {
        return Map.of("audiences", PersonalRowStore.read(handle, """
                SELECT json_extract(s.content, '$.name') AS audience, json_extract(s.content, '$.destination') AS destination,
                  lower(m.state) AS state
                FROM audience_member m JOIN audience_sync s ON s.workspace = m.workspace AND s.id = m.sync
                WHERE m.workspace = :workspace AND m.person IN (SELECT value FROM json_each(:numbers))
                ORDER BY m.sequence
                """, subject, Set.of()));
    }

    @Override
    public void erase(Handle handle, DataSubject subject) {
        PersonalRowStore.change(handle, """
                UPDATE audience_member SET state = 'LEAVING', person = 0
                WHERE workspace = :workspace AND person IN (SELECT value FROM json_each(:numbers))
                """, subject);
    }
}
