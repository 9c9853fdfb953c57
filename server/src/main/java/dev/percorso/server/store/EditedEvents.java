package dev.percorso.server.store;

import dev.percorso.server.event.ProjectedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers what is left of events after an edit. */
public final class EditedEvents {
    private final EventEdit edit;
    private final long countedAfter;
    private final List<ProjectedEvent> events = new ArrayList<>();
    private long removed;
    private long changed;
    private boolean hasChanged;

    /** @param countedAfter events up to this sequence are counted elsewhere, where they stand too */
    public EditedEvents(EventEdit edit, long countedAfter) {
        this.edit = edit;
        this.countedAfter = countedAfter;
    }

    public void add(List<ProjectedEvent> more) {
        for (ProjectedEvent event : more) {
            Optional<ProjectedEvent> kept = edit.apply(event);
            kept.ifPresent(events::add);
            boolean isChanged = kept.isPresent() && !kept.get().equals(event);
            hasChanged |= kept.isEmpty() || isChanged;
            if (event.sequence() > countedAfter) {
                removed += kept.isEmpty() ? 1 : 0;
                changed += isChanged ? 1 : 0;
            }
        }
    }

    /** What is left, in order. */
    public List<ProjectedEvent> events() {
        return events;
    }

    /** Whether anything is not as it was, counted or not. */
    public boolean hasChanged() {
        return hasChanged;
    }

    public Rewritten outcome() {
        return new Rewritten(0, removed, changed);
    }
}
