package dev.percorso.server.segment;

import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.TimeRange;
import dev.percorso.engine.segment.CountRange;
import dev.percorso.engine.segment.PersonSet;
import dev.percorso.server.event.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Turns conditions into the engine's: references to segments are replaced by what they refer to. */
final class ConditionTranslator {
    private static final Duration ANY_TIME = Duration.ofDays(366 * 200L);
    private static final dev.percorso.engine.segment.Condition NOBODY =
            new dev.percorso.engine.segment.Condition.Any(List.of());

    private final WorkspaceId workspace;
    private final Snapshot snapshot;
    private final Instant now;
    private final ZoneId zone;
    private final Function<String, Optional<Condition>> segments;
    private final StageConditions stages;
    private final Function<Predicate<Journey>, PersonSet> whoever;
    private final Set<String> open = new HashSet<>();

    /**
     * @param segments gives a segment's condition by its id
     * @param whoever finds the persons whose journey passes a test, among those the answer is wanted for
     */
    ConditionTranslator(
            WorkspaceId workspace,
            Snapshot snapshot,
            Instant now,
            ZoneId zone,
            Function<String, Optional<Condition>> segments,
            StageConditions stages,
            Function<Predicate<Journey>, PersonSet> whoever) {
        this.workspace = workspace;
        this.snapshot = snapshot;
        this.now = now;
        this.zone = zone;
        this.segments = segments;
        this.stages = stages;
        this.whoever = whoever;
    }

    dev.percorso.engine.segment.Condition translate(Condition condition) {
        return switch (condition) {
            case Condition.All all ->
                new dev.percorso.engine.segment.Condition.All(
                        all.conditions().stream().map(this::translate).toList());
            case Condition.Any any ->
                new dev.percorso.engine.segment.Condition.Any(
                        any.conditions().stream().map(this::translate).toList());
            case Condition.Not not -> new dev.percorso.engine.segment.Condition.Not(translate(not.condition()));
            case Condition.Trait trait ->
                new dev.percorso.engine.segment.Condition.HasTrait(trait.test().property(), Matches.test(trait.test()));
            case Condition.Event event ->
                new dev.percorso.engine.segment.Condition.Performed(
                        Matches.of(event.match()), range(event.comparison(), event.count()), period(event.period()));
            case Condition.Sequence sequence -> sequence(sequence);
            case Condition.LastSeen seen ->
                new dev.percorso.engine.segment.Condition.LastPerformed(
                        dev.percorso.engine.match.EventMatch.any(),
                        seen.comparison() == Comparison.AT_LEAST ? Duration.ofDays(seen.days()) : Duration.ZERO,
                        seen.comparison() == Comparison.AT_LEAST ? ANY_TIME : Duration.ofDays(seen.days()));
            case Condition.FirstSeen seen -> new dev.percorso.engine.segment.Condition.FirstSeen(since(seen));
            case Condition.Sessions sessions ->
                new dev.percorso.engine.segment.Condition.SessionCount(
                        range(sessions.comparison(), sessions.count()), new dev.percorso.engine.segment.Period.Ever());
            case Condition.Stage stage ->
                new dev.percorso.engine.segment.Condition.Member(
                        whoever.apply(stages.test(workspace, snapshot, stage.stage(), now)));
            case Condition.Segment segment -> segment(segment.segment());
        };
    }

    private dev.percorso.engine.segment.Condition sequence(Condition.Sequence sequence) {
        List<EventMatch> matches = sequence.matches();
        Duration within = sequence.within().orElse(ANY_TIME);
        if (matches.size() == 2) {
            return new dev.percorso.engine.segment.Condition.InSequence(
                    Matches.of(matches.getFirst()),
                    Matches.of(matches.getLast()),
                    within,
                    new dev.percorso.engine.segment.Period.Ever());
        }
        return new dev.percorso.engine.segment.Condition.Member(
                whoever.apply(new SequenceInJourney(matches, within, snapshot, now)));
    }

    /** A segment that is gone, or that refers to itself by way of others, holds nobody. */
    private dev.percorso.engine.segment.Condition segment(String id) {
        Optional<Condition> referred = segments.apply(id);
        if (referred.isEmpty() || !open.add(id)) {
            return NOBODY;
        }
        try {
            return translate(referred.get());
        } finally {
            open.remove(id);
        }
    }

    private dev.percorso.engine.segment.Period since(Condition.FirstSeen seen) {
        Duration days = Duration.ofDays(seen.days());
        return seen.comparison() == Comparison.AT_MOST
                ? new dev.percorso.engine.segment.Period.Within(days)
                : new dev.percorso.engine.segment.Period.Between(
                        new TimeRange(Long.MIN_VALUE, now.minus(days).toEpochMilli() + 1));
    }

    private dev.percorso.engine.segment.Period period(Period period) {
        return switch (period) {
            case Period.Ever ignored -> new dev.percorso.engine.segment.Period.Ever();
            case Period.Within within -> new dev.percorso.engine.segment.Period.Within(within.duration());
            case Period.Between between ->
                new dev.percorso.engine.segment.Period.Between(new TimeRange(
                        startOf(between.from()), startOf(between.to().plusDays(1))));
        };
    }

    private long startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    private static CountRange range(Comparison comparison, int count) {
        return switch (comparison) {
            case AT_LEAST -> CountRange.atLeast(count);
            case AT_MOST -> CountRange.atMost(count);
            case EXACTLY -> CountRange.exactly(count);
        };
    }
}
