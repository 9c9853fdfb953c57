package dev.percorso.server.orchestrate;

import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatcher;
import dev.percorso.engine.stat.Interval;
import dev.percorso.engine.stat.Newcombe;
import dev.percorso.engine.stat.Wilson;
import dev.percorso.server.analyze.FoldPool;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.segment.EventMatch;
import dev.percorso.server.segment.Matches;
import dev.percorso.server.segment.Segments;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * What a flow is worth: how many did what it is for within so many days of first entering, among those who got its messages
 * and among the holdout. Who entered later than that is counted in neither.
 */
final class FlowEffects {
    private static final double CONFIDENCE = 0.95;
    private static final int MOST_DAYS = 366;

    private final Flows flows;
    private final RunStore runs;
    private final Segments segments;
    private final FoldPool folds;
    private final InstantSource clock;

    FlowEffects(Flows flows, Segments segments, FoldPool folds, InstantSource clock) {
        this.flows = flows;
        this.runs = flows.turns().runs();
        this.segments = segments;
        this.folds = folds;
        this.clock = clock;
    }

    /**
     * The effect.
     *
     * @param goal whether the flow has one; without it nothing is measured
     * @param tooRecent people whose days are not over
     * @param difference share of those treated minus share of the holdout, with its 95 % interval
     */
    record Effect(
            int days, boolean goal, Group treated, Group heldOut, long tooRecent, Optional<Interval> difference) {}

    /** People of one kind, how many did it, and their share with its 95 % interval. */
    record Group(long people, long converted, Interval share) {
        static Group of(long people, long converted) {
            return new Group(people, converted, Wilson.interval(converted, people, CONFIDENCE));
        }
    }

    Effect of(WorkspaceId workspace, String flow, int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw ProblemException.invalid("/days", "'days' must be 1 to 366");
        }
        Optional<EventMatch> goal =
                flows.get(workspace, flow).definition().goal().map(json -> Json.convert(json, EventMatch.class));
        if (goal.isEmpty()) {
            return new Effect(days, false, Group.of(0, 0), Group.of(0, 0), 0, Optional.empty());
        }
        return folds.run(run -> {
            Tally tally = new Tally(segments.past(workspace).snapshot(), goal.get(), days, clock.instant());
            runs.eachFirstEntry(workspace, flow, entry -> {
                if (run.cancellation().isCancelled()) {
                    throw new CancellationException();
                }
                tally.add(entry);
            });
            return tally.effect();
        });
    }

    /** Whether a matching event came after one instant and not after the other, in milliseconds. */
    static boolean happened(EventMatcher matcher, Journey journey, long after, long until) {
        for (int event = journey.indexAfter(after); event < journey.size(); event++) {
            if (journey.time(event) > until) {
                return false;
            }
            if (matcher.matches(journey, event)) {
                return true;
            }
        }
        return false;
    }

    /** When a person first entered a flow, and whether into its holdout. */
    record FirstEntry(int person, Instant at, boolean heldOut) {}

    private static final class Tally {
        private final Snapshot snapshot;
        private final EventMatcher goal;
        private final int days;
        private final Instant now;
        private final long[] people = new long[2];
        private final long[] converted = new long[2];
        private long tooRecent;

        Tally(Snapshot snapshot, EventMatch goal, int days, Instant now) {
            this.snapshot = snapshot;
            this.goal = new EventMatcher(Matches.of(goal), snapshot);
            this.days = days;
            this.now = now;
        }

        void add(FirstEntry entry) {
            Instant end = entry.at().plus(Duration.ofDays(days));
            if (end.isAfter(now)) {
                tooRecent++;
                return;
            }
            int group = entry.heldOut() ? 1 : 0;
            people[group]++;
            Journey journey = snapshot.journey(entry.person());
            if (happened(goal, journey, entry.at().toEpochMilli(), end.toEpochMilli())) {
                converted[group]++;
            }
        }

        Effect effect() {
            Optional<Interval> difference = people[0] > 0 && people[1] > 0
                    ? Optional.of(Newcombe.difference(converted[0], people[0], converted[1], people[1], CONFIDENCE))
                    : Optional.empty();
            return new Effect(
                    days,
                    true,
                    Group.of(people[0], converted[0]),
                    Group.of(people[1], converted[1]),
                    tooRecent,
                    difference);
        }
    }
}
