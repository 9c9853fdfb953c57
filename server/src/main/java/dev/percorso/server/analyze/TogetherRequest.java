package dev.percorso.server.analyze;

import static dev.percorso.server.analyze.Input.require;
import static dev.percorso.server.analyze.Input.requirePresent;

import dev.percorso.engine.together.Together;
import dev.percorso.server.segment.EventMatch;
import java.util.Optional;

/**
 * Asks what the same people bought, or viewed, or whatever else an event tells.
 *
 * @param match events that count; the workspace's conversion event without it
 * @param property whose values are paired
 * @param values how many are paired: those of most people
 * @param least people of a pair at least
 * @param pairs how many are listed
 */
public record TogetherRequest(
        Scope scope,
        Optional<EventMatch> match,
        String property,
        Optional<Integer> values,
        Optional<Integer> least,
        Optional<Integer> pairs) {
    private static final int MOST_PAIRS = 1_000;

    public TogetherRequest {
        requirePresent(scope, "scope");
        match = match == null ? Optional.empty() : match;
        require(property != null && !property.isBlank(), "'property', such as the article bought, is missing");
        values = values == null ? Optional.empty() : values;
        least = least == null ? Optional.empty() : least;
        pairs = pairs == null ? Optional.empty() : pairs;
        values.ifPresent(count -> require(
                count >= 2 && count <= Together.LARGEST_VALUES,
                "'values' must be from 2 to %d".formatted(Together.LARGEST_VALUES)));
        least.ifPresent(count -> require(count >= 1, "'least' must be at least 1"));
        pairs.ifPresent(count ->
                require(count >= 1 && count <= MOST_PAIRS, "'pairs' must be from 1 to %d".formatted(MOST_PAIRS)));
    }

    Together.Query query(View view) {
        EventMatch events = match.orElseGet(() -> EventMatch.of(view.workspace().conversionEvent()));
        return new Together.Query(
                view.match(events, scope),
                property,
                values.orElse(100),
                least.orElse(2),
                view.start(scope),
                view.end(scope));
    }
}
