package dev.percorso.server.map;

import dev.percorso.server.event.DisplayName;
import dev.percorso.server.segment.EventMatch;
import java.util.Optional;

/**
 * A place where person and brand meet.
 *
 * @param direct the brand itself is there; otherwise others speak of it
 * @param kpi how its effectiveness is measured
 * @param importanceToCustomer 1 to 5
 * @param importanceToCompany 1 to 5
 * @param binding the events that happen there
 */
public record TouchpointContent(
        String name,
        String channel,
        boolean direct,
        boolean online,
        Optional<String> owner,
        Optional<String> kpi,
        Optional<Integer> importanceToCustomer,
        Optional<Integer> importanceToCompany,
        Optional<EventMatch> binding) {
    private static final int MOST_IMPORTANT = 5;

    public TouchpointContent {
        require(DisplayName.isValid(name), "a touchpoint needs a name " + DisplayName.RULE);
        require(channel != null && !channel.isBlank(), "the touchpoint '%s' needs a channel".formatted(name));
        requireScale(importanceToCustomer, "importanceToCustomer");
        requireScale(importanceToCompany, "importanceToCompany");
    }

    private static void requireScale(Optional<Integer> importance, String field) {
        require(
                importance == null
                        || importance.isEmpty()
                        || (importance.get() >= 1 && importance.get() <= MOST_IMPORTANT),
                "'%s' must be from 1 to 5".formatted(field));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
