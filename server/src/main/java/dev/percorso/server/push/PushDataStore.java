package dev.percorso.server.push;

import dev.percorso.server.people.DataSubject;
import dev.percorso.server.people.PersonalData;
import dev.percorso.server.people.PersonalRowStore;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Browsers of persons that take push messages. */
public final class PushDataStore implements PersonalData {
    @Override
    public Set<String> tables() {
        return Set.of("push_subscription");
    }

    @Override
    public Map<String, Object> export(Handle handle, DataSubject subject) {
        return Map.of(
                "pushSubscriptions",
                PersonalRowStore.read(handle, """
                        SELECT browser, endpoint, created_at AS subscribedAt, sent_at AS lastMessageAt
                        FROM push_subscription
                        WHERE workspace = :workspace AND person IN (SELECT value FROM json_each(:numbers)) ORDER BY id
                        """, subject, Set.of("subscribedAt", "lastMessageAt")));
    }

    @Override
    public void erase(Handle handle, DataSubject subject) {
        PersonalRowStore.change(handle, """
                DELETE FROM push_subscription
                WHERE workspace = :workspace AND person IN (SELECT value FROM json_each(:numbers))
                """, subject);
    }
}
