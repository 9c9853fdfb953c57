package dev.percorso.engine.process;

import dev.percorso.engine.fold.PathQuery;
import dev.percorso.engine.match.EventMatch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which cases to draw as a map.
 *
 * <p>Of each person's events in the range, without those left out, a case is a session, a stretch without a gap above
 * the limit, or all of them. Labels beyond those kept are one activity, {@link ProcessMap#OTHER}; with repeats
 * collapsed, neighbours with the same activity are one step, at the time of the first.
 *
 * @param cut what a case is
 * @param label property whose text refines an event's name
 * @param hidden names of events to leave out
 * @param only events to keep; none = all
 * @param collapseRepeats whether neighbours with one activity are one step
 * @param activities labels with an activity of their own, the most frequent ones
 * @param least steps of a case at least
 * @param most steps of a case at most; other cases are left out
 * @param edgeShare share of the edges kept, the most frequent first, from 0 to 1; those without which an activity could
 *     not be reached from a start, or no end from it, always stay
 * @param variants how many variants are listed
 * @param from start of the range, included
 * @param to end of the range, excluded
 */
public record ProcessQuery(
        PathQuery.Cut cut,
        Optional<String> label,
        List<String> hidden,
        Optional<EventMatch> only,
        boolean collapseRepeats,
        int activities,
        int least,
        int most,
        double edgeShare,
        int variants,
        Instant from,
        Instant to) {

    /** The most activities of a map. */
    public static final int LARGEST_ACTIVITIES = 100;

    /** The most variants of a report. */
    public static final int LARGEST_VARIANTS = 1_000;

    public ProcessQuery {
        hidden = List.copyOf(hidden);
        if (activities < 1 || activities > LARGEST_ACTIVITIES) {
            throw new IllegalArgumentException(
                    "a process map needs 1 to " + LARGEST_ACTIVITIES + " activities, got " + activities);
        }
        if (variants < 0 || variants > LARGEST_VARIANTS) {
            throw new IllegalArgumentException(
                    "a process map lists 0 to " + LARGEST_VARIANTS + " variants, got " + variants);
        }
        if (least < 1 || most < least) {
            throw new IllegalArgumentException(
                    "a case needs at least 1 step and at most no less than at least, got " + least + " to " + most);
        }
        if (!(edgeShare >= 0 && edgeShare <= 1)) {
            throw new IllegalArgumentException("a share of edges lies from 0 to 1, got " + edgeShare);
        }
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a range must end after it starts, got " + from + " to " + to);
        }
    }
}
