package dev.percorso.engine.fold;

import dev.percorso.engine.match.EventMatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which paths to look at.
 *
 * <p>A journey is cut into units: its sessions, or stretches without a gap above {@code gap}, or the whole journey. Of
 * each unit, of the events asked for and with repeats collapsed if asked for, at most one path is taken:
 *
 * <ul>
 *   <li>neither start nor end: from the first event of the unit in the range;
 *   <li>start: from the first start event in the range;
 *   <li>end: the events up to the first end event in the range, that being the last step;
 *   <li>both: from the first start event in the range to the first end event after it. Units without such an end are
 *       left out; those that need more steps than asked for are only counted.
 * </ul>
 *
 * @param start where paths start
 * @param end where paths end
 * @param steps number of steps shown, 2 to 20
 * @param cut how journeys are cut
 * @param collapseRepeats whether neighbours with one label are one node, at the time of the first
 * @param label property whose text refines an event's name, such as {@code path}
 * @param nodesPerStep labels kept per step, the rest being {@link Paths#OTHER}; 1 to 100
 * @param hidden names of events to leave out
 * @param only events to keep, by name or properties; none = all
 * @param from start of the range, included
 * @param to end of the range, excluded
 */
public record PathQuery(
        Optional<EventMatch> start,
        Optional<EventMatch> end,
        int steps,
        Cut cut,
        boolean collapseRepeats,
        Optional<String> label,
        int nodesPerStep,
        List<String> hidden,
        Optional<EventMatch> only,
        Instant from,
        Instant to) {

    /** How a journey is cut into units. */
    public sealed interface Cut {
        /** One unit a session. */
        record Session() implements Cut {}

        /**
         * One unit per stretch without a longer gap than this between neighbouring events.
         *
         * @param gap positive
         */
        record Gap(Duration gap) implements Cut {
            public Gap {
                if (gap.isNegative() || gap.isZero()) {
                    throw new IllegalArgumentException("a gap must be positive, got " + gap);
                }
            }
        }

        /** The journey is one unit. */
        record Whole() implements Cut {}
    }

    /** The most steps a report shows. */
    public static final int LARGEST_STEPS = 20;

    /** The most nodes a step shows. */
    public static final int LARGEST_NODES = 100;

    public PathQuery {
        hidden = List.copyOf(hidden);
        if (steps < 2 || steps > LARGEST_STEPS) {
            throw new IllegalArgumentException("paths need 2 to " + LARGEST_STEPS + " steps, got " + steps);
        }
        if (nodesPerStep < 1 || nodesPerStep > LARGEST_NODES) {
            throw new IllegalArgumentException(
                    "paths need 1 to " + LARGEST_NODES + " nodes a step, got " + nodesPerStep);
        }
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a range must end after it starts, got " + from + " to " + to);
        }
    }
}
