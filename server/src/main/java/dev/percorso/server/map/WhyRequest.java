package dev.percorso.server.map;

import dev.percorso.server.analyze.Scope;
import java.util.Optional;

/**
 * Asks what goes with a deviation.
 *
 * @param deviation its id in the answer of conformance
 * @param among id of a card: only people who came by; everyone without one
 */
public record WhyRequest(Scope scope, String deviation, Optional<String> among) {
    public WhyRequest {
        if (scope == null) {
            throw new IllegalArgumentException("'scope' is missing; give at least 'from' and 'to'");
        }
        if (deviation == null || deviation.isBlank()) {
            throw new IllegalArgumentException("'deviation' is missing; take its id from the answer of conformance");
        }
        among = among == null ? Optional.empty() : among;
    }
}
