package dev.percorso.server.orchestrate;

import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatcher;
import dev.percorso.engine.stat.Interval;
import dev.percorso.engine.stat.Newcombe;
import dev.percorso.engine.stat.Wilson;
import dev.percorso.flow.ExitReason;
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
import java.util.EnumMap;
import java.util.Map;
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
     * @param goal whether the flow has one that is an event; without it nothing is measured
     * @param tooRecent people whose days are not over
     * @param everywhere of those who entered, who receive no marketing at all by the rules of sending
     * @param difference share of those treated minus share of the holdout, with its 95 % interval
     * @param everywhereDifference the same against those who receive no marketing at all
     */
    record Effect(
            int days,
            boolean goal,
            Group treated,
            Group heldOut,
            Group everywhere,
            long tooRecent,
            Optional<Interval> difference,
            Optional<Interval> everywhereDifference) {}

    /** What somebody who entered a flow got. */
    enum Kind {
        TREATED,
        /** Nothing, by the flow's holdout. */
        HELD_OUT,
        /** Nothing, by that of the workspace. */
        EVERYWHERE;

        /** @param heldOut detail of the ending of a run that was held out; empty for others */
        static Kind of(Optional<String> heldOut) {
            return heldOut.map(from -> from.equals(ExitReason.EVERYWHERE) ? EVERYWHERE : HELD_OUT)
                    .orElse(TREATED);
        }
    }

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
                flows.get(workspace, flow).definition().goalEvent().map(json -> Json.convert(json, EventMatch.class));
        if (goal.isEmpty()) {
            Group nobody = Group.of(0, 0);
            return new Effect(days, false, nobody, nobody, nobody, 0, Optional.empty(), Optional.empty());
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

    /** When a person first entered a flow, and whether into a holdout. */
    record FirstEntry(int person, Instant at, Kind kind) {}

    private static final class Tally {
        private final Snapshot snapshot;
        private final EventMatcher goal;
        private final int days;
        private final Instant now;
        private final Map<Kind, Long> people = new EnumMap<>(Kind.class);
        private final Map<Kind, Long> converted = new EnumMap<>(Kind.class);
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
            people.merge(entry.kind(), 1L, Long::sum);
            Journey journey = snapshot.journey(entry.person());
            if (happened(goal, journey, entry.at().toEpochMilli(), end.toEpochMilli())) {
                converted.merge(entry.kind(), 1L, Long::sum);
            }
        }

        Effect effect() {
            return new Effect(
                    days,
                    true,
                    group(Kind.TREATED),
                    group(Kind.HELD_OUT),
                    group(Kind.EVERYWHERE),
                    tooRecent,
                    against(Kind.HELD_OUT),
                    against(Kind.EVERYWHERE));
        }

        private Group group(Kind kind) {
            return Group.of(people.getOrDefault(kind, 0L), converted.getOrDefault(kind, 0L));
        }

        private Optional<Interval> against(Kind kind) {
            Group treated = group(Kind.TREATED);
            Group others = group(kind);
            return treated.people() > 0 && others.people() > 0
                    ? Optional.of(Newcombe.difference(
                            treated.converted(), treated.people(), others.converted(), others.people(), CONFIDENCE))
                    : Optional.empty();
        }
    }
}
