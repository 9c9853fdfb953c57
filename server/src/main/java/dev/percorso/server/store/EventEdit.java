package dev.percorso.server.store;

import dev.percorso.server.event.ProjectedEvent;
import java.util.Optional;

/** What becomes of a stored event: the same, another with its sequence, or nothing. */
@FunctionalInterface
public interface EventEdit {
    Optional<ProjectedEvent> apply(ProjectedEvent event);

    /** Removes what the selection means. */
    static EventEdit without(EventSelection selection) {
        return event -> selection.matches(event) ? Optional.empty() : Optional.of(event);
    }
}
