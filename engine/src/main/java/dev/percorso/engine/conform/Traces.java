package dev.percorso.engine.conform;

import dev.percorso.engine.index.Cell;
import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Property;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatch;
import dev.percorso.engine.match.EventMatcher;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cuts journeys into cases and collects them as traces of symbols.
 *
 * <p>A case starts with the first event of the journey, after a gap longer than the query's, and after an event that
 * ends a case. It counts when it starts in the range, and then with all its events; a case without any bound event has
 * not set foot on the map and is left out, events and all. The result is a builder: {@link TraceLogBuilder#build()}.
 */
public final class Traces implements Fold<Traces.Collected> {

    /**
     * Which symbol an event becomes.
     *
     * @param symbol of a step of the map, of a failure, or of an event that no step asks for
     * @param match the events
     */
    public record Binding(int symbol, EventMatch match) {

        public Binding {
            if (symbol < 0 || symbol > MapStep.LARGEST_SYMBOL) {
                throw new IllegalArgumentException(
                        "a symbol must lie in 0…" + MapStep.LARGEST_SYMBOL + ", got " + symbol);
            }
        }
    }

    /**
     * Which cases to collect.
     *
     * @param bindings an event becomes the symbol of the first binding that matches
     * @param gap a longer time without events ends a case; none = no such cut
     * @param endings an event that matches one of these is the last of its case
     * @param goal a case with such an event is converted
     * @param from start of the range of the cases' first events, included
     * @param to end of that range, excluded
     * @param facts properties whose first value in a case is kept with it, see {@link TraceLog#fact}
     * @param uncounted names of events that coverage leaves out where they have no symbol: what happens by itself
     */
    public record Query(
            List<Binding> bindings,
            Optional<Duration> gap,
            List<EventMatch> endings,
            Optional<EventMatch> goal,
            Instant from,
            Instant to,
            List<String> facts,
            Set<String> uncounted) {

        public Query {
            uncounted = Set.copyOf(uncounted);
            bindings = List.copyOf(bindings);
            endings = List.copyOf(endings);
            facts = List.copyOf(facts);
            if (gap.isPresent() && (gap.get().isNegative() || gap.get().isZero())) {
                throw new IllegalArgumentException("a gap must be positive, got " + gap.get());
            }
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("a range must end after it starts, got " + from + " to " + to);
            }
        }

        /** Without facts, and all events count. */
        public Query(
                List<Binding> bindings,
                Optional<Duration> gap,
                List<EventMatch> endings,
                Optional<EventMatch> goal,
                Instant from,
                Instant to) {
            this(bindings, gap, endings, goal, from, to, List.of(), Set.of());
        }
    }

    /** Cases with more bound events than this are robots, or want a gap; aligning them would take all memory. */
    public static final int LARGEST_TRACE = 10_000;

    private static final int UNBOUND = Symbols.NONE;

    private final Symbols symbols;
    private final Property[] facts;
    private final List<EventMatcher> endings;
    private final @Nullable EventMatcher goal;
    private final BitSet uncounted = new BitSet();
    private final long gapMillis;
    private final long from;
    private final long to;

    public Traces(Snapshot snapshot, Query query) {
        symbols = new Symbols(query.bindings(), snapshot);
        facts = query.facts().stream().map(snapshot::property).toArray(Property[]::new);
        endings = query.endings().stream()
                .map(match -> new EventMatcher(match, snapshot))
                .toList();
        goal = query.goal().map(match -> new EventMatcher(match, snapshot)).orElse(null);
        query.uncounted().stream()
                .mapToInt(snapshot::code)
                .filter(code -> code >= 0)
                .forEach(uncounted::set);
        gapMillis = query.gap().map(Duration::toMillis).orElse(Long.MAX_VALUE);
        from = query.from().toEpochMilli();
        to = query.to().toEpochMilli();
    }

    @Override
    public Collected newAccumulator() {
        return new Collected(facts.length);
    }

    @Override
    public void accept(Journey journey, Collected collected) {
        int size = journey.size();
        int begin = 0;
        while (begin < size && journey.time(begin) < to) {
            int after = begin + 1;
            while (after < size
                    && journey.time(after) - journey.time(after - 1) <= gapMillis
                    && !ends(journey, after - 1)) {
                after++;
            }
            if (journey.time(begin) >= from) {
                collect(journey, begin, after, collected);
            }
            begin = after;
        }
    }

    private boolean ends(Journey journey, int event) {
        for (EventMatcher ending : endings) {
            if (ending.matches(journey, event)) {
                return true;
            }
        }
        return false;
    }

    private void collect(Journey journey, int begin, int after, Collected collected) {
        int length = 0;
        int unbound = 0;
        int end = UNBOUND;
        for (int event = begin; event < after; event++) {
            int symbol = symbols.of(journey, event);
            if (symbol != UNBOUND && length == LARGEST_TRACE) {
                collected.tooLong++;
                return;
            }
            if (symbol != UNBOUND) {
                collected.put(length++, symbol);
            } else if (!uncounted.get(journey.code(event))) {
                unbound++;
            }
            if (end == UNBOUND && goal != null && goal.matches(journey, event)) {
                end = event;
            }
        }
        if (length == 0) {
            collected.leftOut++;
            return;
        }
        boolean converted = end != UNBOUND;
        long start = journey.time(begin);
        collected.log.add(
                collected.trace,
                0,
                length,
                unbound,
                journey.person(),
                start,
                journey.time(converted ? end : after - 1) - start,
                converted);
        for (int fact = 0; fact < facts.length; fact++) {
            collected.log.fact(fact, first(journey, begin, after, facts[fact]));
        }
    }

    /** The property's first value in the case. */
    private static long first(Journey journey, int begin, int after, Property property) {
        for (int event = begin; event < after; event++) {
            long cell = journey.cell(event, property);
            if (cell != Cell.ABSENT) {
                return cell;
            }
        }
        return Cell.ABSENT;
    }

    @Override
    public Collected combine(Collected left, Collected right) {
        left.log.merge(right.log);
        left.leftOut += right.leftOut;
        left.tooLong += right.tooLong;
        return left;
    }

    /** Cases collected so far. */
    public static final class Collected {
        private final TraceLogBuilder log;
        private int[] trace = new int[64];
        private long leftOut;
        private long tooLong;

        private Collected(int facts) {
            log = new TraceLogBuilder(facts);
        }

        private void put(int position, int symbol) {
            if (position == trace.length) {
                trace = Arrays.copyOf(trace, position * 2);
            }
            trace[position] = symbol;
        }

        /** The cases with at least one bound event. */
        public TraceLog log() {
            return log.build();
        }

        /** Number of cases left out for more than {@link #LARGEST_TRACE} bound events. */
        public long tooLong() {
            return tooLong;
        }

        /** Number of cases in the range without any bound event. */
        public long leftOut() {
            return leftOut;
        }
    }
}
