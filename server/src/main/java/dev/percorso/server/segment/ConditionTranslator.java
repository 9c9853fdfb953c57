package dev.percorso.server.segment;

import dev.percorso.engine.match.TimeRange;
import dev.percorso.engine.segment.CountRange;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Turns conditions into the engine's: references to segments are replaced by what they refer to. */
final class ConditionTranslator {
    private static final Duration ANY_TIME = Duration.ofDays(366 * 200L);
    private static final Duration INSTANT = Duration.ofMillis(1);
    static final dev.percorso.engine.segment.Condition NOBODY =
            new dev.percorso.engine.segment.Condition.Any(List.of());

    private final ZoneId zone;
    private final Function<String, Optional<Condition>> segments;
    private final Function<String, dev.percorso.engine.segment.Condition> stages;
    private final Function<String, dev.percorso.engine.segment.Condition> lists;
    private final Set<String> open = new HashSet<>();

    /**
     * @param segments gives a segment's condition by its id
     * @param stages gives the condition of being in a stage by its id
     * @param lists gives the condition of being on a list by its id
     */
    ConditionTranslator(
            ZoneId zone,
            Function<String, Optional<Condition>> segments,
            Function<String, dev.percorso.engine.segment.Condition> stages,
            Function<String, dev.percorso.engine.segment.Condition> lists) {
        this.zone = zone;
        this.segments = segments;
        this.stages = stages;
        this.lists = lists;
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
            case Condition.FirstSeen seen -> firstSeen(seen);
            case Condition.Sessions sessions ->
                new dev.percorso.engine.segment.Condition.SessionCount(
                        range(sessions.comparison(), sessions.count()), new dev.percorso.engine.segment.Period.Ever());
            case Condition.Stage stage -> stages.apply(stage.stage());
            case Condition.OnList list -> lists.apply(list.list());
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
        return new dev.percorso.engine.segment.Condition.InOrder(
                matches.stream().map(Matches::of).toList(), within);
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

    /** At least so many days ago is: seen at all, and not within less than these days. */
    private static dev.percorso.engine.segment.Condition firstSeen(Condition.FirstSeen seen) {
        Duration days = Duration.ofDays(seen.days());
        if (seen.comparison() == Comparison.AT_MOST) {
            return firstSeen(new dev.percorso.engine.segment.Period.Within(days));
        }
        dev.percorso.engine.segment.Condition ever = firstSeen(new dev.percorso.engine.segment.Period.Ever());
        if (days.isZero()) {
            return ever;
        }
        return new dev.percorso.engine.segment.Condition.All(List.of(
                ever,
                new dev.percorso.engine.segment.Condition.Not(
                        firstSeen(new dev.percorso.engine.segment.Period.Within(days.minus(INSTANT))))));
    }

    private static dev.percorso.engine.segment.Condition firstSeen(dev.percorso.engine.segment.Period period) {
        return new dev.percorso.engine.segment.Condition.FirstSeen(period);
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
