package dev.percorso.engine.process;

import dev.percorso.engine.fold.PathQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * From which journeys to propose a map.
 *
 * @param cut what a case is
 * @param label property whose text tells events of one name apart
 * @param hidden names of events to leave out
 * @param goal name of the event at which a journey has reached its aim
 * @param touchpoints how many are proposed at most, besides the goal
 * @param leastShare a touchpoint is proposed when at least this share of the persons come by, from 0 to 1
 * @param stagesBefore stages up to the goal, its own included; all stages without a goal
 * @param stagesAfter stages after the goal
 * @param variants how many are listed
 * @param from start of the range, included
 * @param to end of the range, excluded
 */
public record DiscoveryQuery(
        PathQuery.Cut cut,
        Optional<String> label,
        List<String> hidden,
        Optional<String> goal,
        int touchpoints,
        double leastShare,
        int stagesBefore,
        int stagesAfter,
        int variants,
        Instant from,
        Instant to) {

    /** The most touchpoints of a proposal. */
    public static final int LARGEST_TOUCHPOINTS = 60;

    public DiscoveryQuery {
        hidden = List.copyOf(hidden);
        if (touchpoints < 1 || touchpoints > LARGEST_TOUCHPOINTS) {
            throw new IllegalArgumentException(
                    "1 to " + LARGEST_TOUCHPOINTS + " touchpoints can be proposed, got " + touchpoints);
        }
        if (!(leastShare >= 0 && leastShare <= 1)) {
            throw new IllegalArgumentException("a share of persons lies from 0 to 1, got " + leastShare);
        }
        if (stagesBefore < 1 || stagesAfter < 0) {
            throw new IllegalArgumentException("a map needs at least 1 stage up to its goal and none or more after it,"
                    + " got " + stagesBefore + " and " + stagesAfter);
        }
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a range must end after it starts, got " + from + " to " + to);
        }
    }

    /** The same journeys as cases of a process map. */
    ProcessQuery cases() {
        return new ProcessQuery(
                cut,
                label,
                hidden,
                Optional.empty(),
                true,
                LARGEST_TOUCHPOINTS + 1,
                1,
                Integer.MAX_VALUE,
                1,
                variants,
                from,
                to);
    }
}
