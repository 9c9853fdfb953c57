package dev.percorso.server.sentiment;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.people.DataSubject;
import dev.percorso.server.people.PersonalData;
import dev.percorso.server.people.PersonalRowStore;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What people decided about the sound of a text, by the arrival number of its event. */
final class SentimentEditStore implements PersonalData {
    private final Database database;

    SentimentEditStore(Database database) {
        this.database = database;
    }

    void put(WorkspaceId workspace, long event, int person, Sentiment sentiment, String by, Instant now) {
        database.run(handle -> handle.createUpdate("""
                        INSERT INTO sentiment_edit (workspace, event, person, sentiment, edited_by, edited_at)
                        VALUES (:workspace, :event, :person, :sentiment, :by, :now)
                        ON CONFLICT (workspace, event) DO UPDATE
                        SET sentiment = excluded.sentiment, edited_by = excluded.edited_by,
                          edited_at = excluded.edited_at
                        """)
                .bind("workspace", workspace.value())
                .bind("event", event)
                .bind("person", person)
                .bind("sentiment", sentiment.name())
                .bind("by", by)
                .bind("now", now.toEpochMilli())
                .execute());
    }

    Map<Long, Sentiment> all(WorkspaceId workspace) {
        return database.read(handle -> {
            Map<Long, Sentiment> edits = new HashMap<>();
            handle.createQuery("SELECT event, sentiment FROM sentiment_edit WHERE workspace = :workspace")
                    .bind("workspace", workspace.value())
                    .map((row, context) -> Map.entry(row.getLong(1), Sentiment.valueOf(row.getString(2))))
                    .forEach(edit -> edits.put(edit.getKey(), edit.getValue()));
            return edits;
        });
    }

    @Override
    public Set<String> tables() {
        return Set.of("sentiment_edit");
    }

    @Override
    public Map<String, Object> export(Handle handle, DataSubject subject) {
        return Map.of("judgedTexts", PersonalRowStore.read(handle, """
                        SELECT lower(sentiment) AS sentiment, edited_by AS editedBy, edited_at AS editedAt
                        FROM sentiment_edit
                        WHERE workspace = :workspace AND person IN (SELECT value FROM json_each(:numbers))
                        ORDER BY event
                        """, subject, Set.of("editedAt")));
    }

    @Override
    public void erase(Handle handle, DataSubject subject) {
        PersonalRowStore.change(handle, """
                DELETE FROM sentiment_edit
                WHERE workspace = :workspace AND person IN (SELECT value FROM json_each(:numbers))
                """, subject);
    }
}
