package dev.percorso.server.store;

import dev.percorso.server.event.ProjectedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers what is left of events after an edit. */
public final class EditedEvents {
    private final EventEdit edit;
    private final List<ProjectedEvent> events = new ArrayList<>();
    private long removed;
    private long changed;

    public EditedEvents(EventEdit edit) {
        this.edit = edit;
    }

    public void add(List<ProjectedEvent> more) {
        for (ProjectedEvent event : more) {
            Optional<ProjectedEvent> kept = edit.apply(event);
            kept.ifPresent(events::add);
            if (kept.isEmpty()) {
                removed++;
            } else if (!kept.get().equals(event)) {
                changed++;
            }
        }
    }

    /** What is left, in order. */
    public List<ProjectedEvent> events() {
        return events;
    }

    public Rewritten outcome() {
        return new Rewritten(0, removed, changed);
    }
}
