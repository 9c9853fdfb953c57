package dev.percorso.engine.segment;

import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.match.EventMatch;
import dev.percorso.engine.match.ValueTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Conditions evaluated as one would by hand: lists, loops, no shared work.
 *
 * @param events the person's events in order
 * @param members everyone who was merged into the person, and the person
 * @param gapMillis longest pause in a session
 * @param longestMillis longest session
 */
public record ConditionOracle(
        List<IndexedEvent> events,
        Map<String, Object> traits,
        Set<Integer> members,
        Instant asOf,
        long gapMillis,
        long longestMillis) {

    public boolean holds(Condition condition) {
        return switch (condition) {
            case Condition.All all -> all.conditions().stream().allMatch(this::holds);
            case Condition.Any any -> any.conditions().stream().anyMatch(this::holds);
            case Condition.Not not -> !holds(not.condition());
            case Condition.HasTrait trait -> passes(trait.test(), traits.get(trait.trait()));
            case Condition.Performed performed ->
                performed
                        .count()
                        .contains(
                                matching(performed.event(), performed.period()).size());
            case Condition.InSequence sequence -> inSequence(sequence);
            case Condition.InOrder order -> inOrder(order, 0, 0, 0);
            case Condition.LastPerformed last -> lastPerformed(last);
            case Condition.SessionCount sessions -> sessions.count().contains(sessionsIn(sessions.period()));
            case Condition.FirstSeen first ->
                !events.isEmpty() && inside(events.getFirst().time(), first.period());
            case Condition.Member member -> members.stream().anyMatch(member.persons()::contains);
        };
    }

    private boolean inSequence(Condition.InSequence sequence) {
        List<IndexedEvent> inPeriod = matching(EventMatch.any(), sequence.period());
        for (int first = 0; first < inPeriod.size(); first++) {
            for (int then = first + 1; then < inPeriod.size(); then++) {
                if (matches(sequence.first(), inPeriod.get(first))
                        && matches(sequence.then(), inPeriod.get(then))
                        && inPeriod.get(then).time() - inPeriod.get(first).time()
                                <= sequence.within().toMillis()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Tries every choice of events. */
    private boolean inOrder(Condition.InOrder order, int step, int from, long start) {
        if (step == order.steps().size()) {
            return true;
        }
        for (int i = from; i < events.size() && events.get(i).time() <= asOf.toEpochMilli(); i++) {
            IndexedEvent event = events.get(i);
            long first = step == 0 ? event.time() : start;
            if (matches(order.steps().get(step), event)
                    && event.time() - first <= order.within().toMillis()
                    && inOrder(order, step + 1, i + 1, first)) {
                return true;
            }
        }
        return false;
    }

    private boolean lastPerformed(Condition.LastPerformed last) {
        List<IndexedEvent> all = matching(last.event(), new Period.Ever());
        if (all.isEmpty()) {
            return false;
        }
        long since = asOf.toEpochMilli() - all.getLast().time();
        return since >= last.least().toMillis() && since <= last.most().toMillis();
    }

    private int sessionsIn(Period period) {
        int count = 0;
        long start = 0;
        for (int index = 0; index < events.size(); index++) {
            boolean starts = index == 0
                    || events.get(index).time() - events.get(index - 1).time() > gapMillis
                    || events.get(index).time() - start > longestMillis;
            start = starts ? events.get(index).time() : start;
            count += starts && inside(events.get(index).time(), period) ? 1 : 0;
        }
        return count;
    }

    private List<IndexedEvent> matching(EventMatch match, Period period) {
        List<IndexedEvent> result = new ArrayList<>();
        for (IndexedEvent event : events) {
            if (inside(event.time(), period) && matches(match, event)) {
                result.add(event);
            }
        }
        return result;
    }

    private boolean inside(long time, Period period) {
        return time <= asOf.toEpochMilli()
                && switch (period) {
                    case Period.Ever ever -> true;
                    case Period.Within within ->
                        asOf.toEpochMilli() - time <= within.duration().toMillis();
                    case Period.Between between ->
                        time >= between.range().from() && time < between.range().to();
                };
    }

    private static boolean matches(EventMatch match, IndexedEvent event) {
        return (match.name().equals("*") || match.name().equals(event.name()))
                && match.conditions().stream()
                        .allMatch(condition ->
                                passes(condition.test(), event.properties().get(condition.property())));
    }

    static boolean passes(ValueTest test, @Nullable Object value) {
        return switch (test) {
            case ValueTest.Exists exists -> value != null;
            case ValueTest.Missing missing -> value == null;
            case ValueTest.Equal equal -> equal.value().equals(value);
            case ValueTest.NotEqual equal -> !equal.value().equals(value);
            case ValueTest.In in -> value != null && in.values().contains(value);
            case ValueTest.Contains contains ->
                value instanceof String text && lower(text).contains(lower(contains.text()));
            case ValueTest.NotContains contains ->
                !(value instanceof String text && lower(text).contains(lower(contains.text())));
            case ValueTest.StartsWith start ->
                value instanceof String text && lower(text).startsWith(lower(start.text()));
            case ValueTest.Greater bound -> value instanceof Double number && number > bound.than();
            case ValueTest.AtLeast bound -> value instanceof Double number && number >= bound.least();
            case ValueTest.Less bound -> value instanceof Double number && number < bound.than();
            case ValueTest.AtMost bound -> value instanceof Double number && number <= bound.most();
            case ValueTest.Between bounds ->
                value instanceof Double number && number >= bounds.least() && number <= bounds.most();
        };
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
