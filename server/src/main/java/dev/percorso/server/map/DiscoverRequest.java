package dev.percorso.server.map;

import dev.percorso.server.analyze.Scope;
import java.util.List;
import java.util.Optional;

/**
 * Asks for a map drawn from real journeys.
 *
 * @param goal name of the event at which a journey has reached its aim; the workspace's conversion event without one
 * @param gapDays a journey is cut into cases by inactivity this long
 * @param label event property whose values tell events of one name apart, such as {@code path}
 * @param hidden names of events that are no touchpoints
 * @param leastShare of the persons who come by a touchpoint, from 0 to 1
 * @param touchpoints proposed at most
 */
public record DiscoverRequest(
        Scope scope,
        Optional<String> goal,
        Optional<Integer> gapDays,
        Optional<String> label,
        List<String> hidden,
        Optional<Double> leastShare,
        Optional<Integer> touchpoints) {
    static final int MOST_TOUCHPOINTS = 40;
    private static final int MOST_DAYS = 3_650;

    public DiscoverRequest {
        if (scope == null) {
            throw new IllegalArgumentException("'scope' is missing; give at least 'from' and 'to'");
        }
        goal = goal == null ? Optional.empty() : goal.filter(name -> !name.isBlank());
        gapDays = gapDays == null ? Optional.empty() : gapDays;
        label = label == null ? Optional.empty() : label.filter(name -> !name.isBlank());
        hidden = hidden == null ? List.of() : List.copyOf(hidden);
        leastShare = leastShare == null ? Optional.empty() : leastShare;
        touchpoints = touchpoints == null ? Optional.empty() : touchpoints;
        gapDays.ifPresent(
                days -> require(days >= 1 && days <= MOST_DAYS, "'gapDays' must be from 1 to %d".formatted(MOST_DAYS)));
        leastShare.ifPresent(share -> require(share >= 0 && share <= 1, "'leastShare' is a share from 0 to 1"));
        touchpoints.ifPresent(count -> require(
                count >= 1 && count <= MOST_TOUCHPOINTS,
                "'touchpoints' must be from 1 to %d".formatted(MOST_TOUCHPOINTS)));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
