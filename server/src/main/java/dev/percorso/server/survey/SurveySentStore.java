package dev.percorso.server.survey;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.people.DataSubject;
import dev.percorso.server.people.PersonalData;
import dev.percorso.server.people.PersonalRowStore;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** To whom a message with the link of a survey went out. */
final class SurveySentStore implements PersonalData {
    private final Database database;

    SurveySentStore(Database database) {
        this.database = database;
    }

    /** One message. */
    record Sent(String survey, int person, Instant at) {}

    void add(WorkspaceId workspace, Sent sent) {
        database.run(handle -> handle.createUpdate("""
                        INSERT INTO survey_sent (workspace, survey, person, sent_at)
                        VALUES (:workspace, :survey, :person, :at)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("workspace", workspace.value())
                .bind("survey", sent.survey())
                .bind("person", sent.person())
                .bind("at", sent.at().toEpochMilli())
                .execute());
    }

    /** @param from included
     * @param to excluded */
    List<Sent> between(WorkspaceId workspace, Instant from, Instant to) {
        return database.read(handle -> handle.createQuery("""
                        SELECT survey, person, sent_at FROM survey_sent
                        WHERE workspace = :workspace AND sent_at >= :from AND sent_at < :to
                        """)
                .bind("workspace", workspace.value())
                .bind("from", from.toEpochMilli())
                .bind("to", to.toEpochMilli())
                .map((row, context) -> new Sent(row.getString(1), row.getInt(2), Instant.ofEpochMilli(row.getLong(3))))
                .list());
    }

    @Override
    public Set<String> tables() {
        return Set.of("survey_sent");
    }

    @Override
    public Map<String, Object> export(Handle handle, DataSubject subject) {
        return Map.of("surveysSent", PersonalRowStore.read(handle, """
                        SELECT survey, sent_at AS sentAt FROM survey_sent
                        WHERE workspace = :workspace AND person IN (SELECT value FROM json_each(:numbers))
                        ORDER BY sent_at
                        """, subject, Set.of("sentAt")));
    }

    @Override
    public void erase(Handle handle, DataSubject subject) {
        PersonalRowStore.change(handle, """
                DELETE FROM survey_sent
                WHERE workspace = :workspace AND person IN (SELECT value FROM json_each(:numbers))
                """, subject);
    }
}
