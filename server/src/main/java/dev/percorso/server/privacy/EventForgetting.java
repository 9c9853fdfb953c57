package dev.percorso.server.privacy;

import dev.percorso.server.event.Event;
import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.people.DataSubject;
import dev.percorso.server.store.EventEdit;
import dev.percorso.server.store.EventSelection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of stored events when a person is forgotten: the person's own go; those of others that mention the person
 * (a shared device, a friend's address) lose just that.
 */
final class EventForgetting implements EventEdit {
    private final Set<Integer> numbers;
    private final Set<String> ids;
    private final EventSelection.Mentioning telling;
    private final EventSelection selection;

    /** @param others whether events of others are looked at too */
    EventForgetting(DataSubject subject, boolean others) {
        this.numbers = new HashSet<>(subject.numbers());
        this.ids = others ? new HashSet<>(subject.ids()) : Set.of();
        this.telling = new EventSelection.Mentioning(others ? subject.telling() : List.of());
        this.selection = selection(numbers, ids, telling);
    }

    /** The events that {@link #apply} would not leave as they are, and perhaps more. */
    EventSelection selection() {
        return selection;
    }

    private static EventSelection selection(Set<Integer> numbers, Set<String> ids, EventSelection.Mentioning telling) {
        List<EventSelection> parts = new ArrayList<>();
        parts.add(new EventSelection.OfPersons(numbers));
        if (!ids.isEmpty()) {
            parts.add(new EventSelection.WithIds(ids));
        }
        if (!telling.texts().isEmpty()) {
            parts.add(telling);
        }
        return new EventSelection.Any(parts);
    }

    @Override
    public Optional<ProjectedEvent> apply(ProjectedEvent projected) {
        if (numbers.contains(projected.person())) {
            return Optional.empty();
        }
        if (!selection.matches(projected)) {
            return Optional.of(projected);
        }
        Event event = projected.event();
        Optional<String> anonymousId = ofOthers(event.anonymousId());
        Optional<String> userId = ofOthers(event.userId());
        if (anonymousId.isEmpty() && userId.isEmpty()) {
            return Optional.empty();
        }
        Event harmless = new Event(
                telling.isIn(event.messageId()) ? "erased-" + projected.sequence() : event.messageId(),
                event.kind(),
                event.name(),
                anonymousId,
                userId,
                ofOthers(event.previousId()),
                event.time(),
                harmless(event.properties()),
                harmless(event.traits()),
                event.source());
        return Optional.of(new ProjectedEvent(projected.sequence(), projected.person(), harmless));
    }

    private Optional<String> ofOthers(Optional<String> id) {
        return id.filter(text -> !ids.contains(text));
    }

    private Map<String, Object> harmless(Map<String, Object> values) {
        Map<String, Object> kept = new HashMap<>(values);
        kept.values().removeIf(value -> value instanceof String text && telling.isIn(text));
        return kept;
    }
}
