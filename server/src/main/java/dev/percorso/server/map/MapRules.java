package dev.percorso.server.map;

import dev.percorso.server.segment.EventMatch;
import java.util.List;
import java.util.Optional;

/**
 * How journeys are cut into cases of a map, and what is in order besides the sequence of its cards. Cards that the map
 * does not have any more are passed over, so that deleting one never makes a map invalid.
 *
 * @param endsAtGoal whether a case is over when it reaches the goal; otherwise later stages belong to it
 * @param exit an event that ends a case
 * @param ways allowed ways besides the order of the cards
 * @param allowed deviations that cost nothing
 */
public record MapRules(Optional<Boolean> endsAtGoal, Optional<EventMatch> exit, List<Way> ways, List<Allowed> allowed) {
    static final MapRules NONE = new MapRules(Optional.empty(), Optional.empty(), List.of(), List.of());
    private static final int MOST = 200;

    /**
     * After one card the journey may go on as if it stood before another: forward a skip, backward a return.
     *
     * @param from id of a card; the start without one
     * @param to id of a card; the end without one
     */
    public record Way(Optional<String> from, Optional<String> to) {}

    /**
     * An allowed deviation.
     *
     * @param deviation its id in the answer of conformance
     * @param reason why it is allowed
     */
    public record Allowed(String deviation, Optional<String> reason) {
        public Allowed {
            if (deviation == null || deviation.isBlank()) {
                throw new IllegalArgumentException("an allowed deviation needs the id of the 'deviation'");
            }
        }
    }

    public MapRules {
        ways = ways == null ? List.of() : List.copyOf(ways);
        allowed = allowed == null ? List.of() : List.copyOf(allowed);
        if (ways.size() > MOST || allowed.size() > MOST) {
            throw new IllegalArgumentException("a map allows at most %d ways and %d deviations".formatted(MOST, MOST));
        }
    }

    boolean stopsAtGoal() {
        return endsAtGoal.orElse(false);
    }

    boolean allows(String deviation) {
        return allowed.stream().anyMatch(one -> one.deviation().equals(deviation));
    }
}
