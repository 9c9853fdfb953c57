package dev.percorso.server.campaign;

import dev.percorso.server.people.DataSubject;
import dev.percorso.server.people.PersonalData;
import dev.percorso.server.people.PersonalRowStore;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Which campaigns a person is to get; what became of the messages stands in the outbox. */
public final class CampaignDataStore implements PersonalData {
    @Override
    public Set<String> tables() {
        return Set.of("campaign_person");
    }

    @Override
    public Map<String, Object> export(Handle handle, DataSubject subject) {
        return Map.of("campaigns", PersonalRowStore.read(handle, """
                        SELECT c.name AS campaign, p.due_at AS dueAt, p.queued_at AS queuedAt
                        FROM campaign_person p LEFT JOIN campaign c ON c.workspace = p.workspace AND c.id = p.campaign
                        WHERE p.workspace = :workspace AND p.person IN (SELECT value FROM json_each(:numbers))
                        """, subject, Set.of("dueAt", "queuedAt")));
    }

    @Override
    public void erase(Handle handle, DataSubject subject) {
        PersonalRowStore.change(handle, """
                DELETE FROM campaign_person WHERE workspace = :workspace
                  AND person IN (SELECT value FROM json_each(:numbers))
                """, subject);
    }
}
