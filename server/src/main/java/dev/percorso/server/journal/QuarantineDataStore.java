package dev.percorso.server.journal;

import dev.percorso.server.event.Event;
import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.people.DataSubject;
import dev.percorso.server.people.PersonalData;
import dev.percorso.server.store.EventSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Events in the state database. Those in the projected log are edited with the event files; batches that were set aside
 * lose the person's events here.
 */
public final class QuarantineDataStore implements PersonalData {
    private record Batch(long journalId, List<Event> events) {}

    @Override
    public Set<String> tables() {
        return Set.of("projected_log", "quarantined_batch");
    }

    @Override
    public Map<String, Object> export(Handle handle, DataSubject subject) {
        List<Event> events = batches(handle, subject).stream()
                .flatMap(batch -> batch.events().stream())
                .filter(event -> isOf(subject, event))
                .toList();
        return events.isEmpty() ? Map.of() : Map.of("eventsSetAside", events);
    }

    @Override
    public void erase(Handle handle, DataSubject subject) {
        for (Batch batch : batches(handle, subject)) {
            List<Event> kept = batch.events().stream()
                    .filter(event -> !isOf(subject, event))
                    .toList();
            if (kept.size() < batch.events().size()) {
                handle.execute(
                        "UPDATE quarantined_batch SET events = ?, reason = 'not kept' WHERE journal_id = ?",
                        EventWriter.write(kept),
                        batch.journalId());
            }
        }
    }

    private static List<Batch> batches(Handle handle, DataSubject subject) {
        return new ArrayList<>(
                handle.createQuery("SELECT journal_id, events FROM quarantined_batch WHERE workspace = :workspace")
                        .bind("workspace", subject.workspace().value())
                        .map((row, context) -> new Batch(row.getLong(1), EventReader.read(row.getBytes(2))))
                        .list());
    }

    private static boolean isOf(DataSubject subject, Event event) {
        return has(subject, event.userId())
                || has(subject, event.anonymousId())
                || has(subject, event.previousId())
                || (!subject.telling().isEmpty()
                        && new EventSelection.Mentioning(subject.telling()).matches(new ProjectedEvent(1, 1, event)));
    }

    private static boolean has(DataSubject subject, Optional<String> id) {
        return id.filter(subject.ids()::contains).isPresent();
    }
}
