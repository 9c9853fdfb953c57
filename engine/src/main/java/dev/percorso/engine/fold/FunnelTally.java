package dev.percorso.engine.fold;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Counts of a funnel while it is folded. One per worker. */
final class FunnelTally {
    /** Working memory of the worker that owns this tally. */
    final FunnelEvents events;

    final FunnelSearch search;
    private final Funnel funnel;
    private final int steps;
    private final long[] trendBounds;
    private final long[] counts;
    /** By number of steps done: persons of whom nothing else is asked. */
    private final long[] reached;

    private final long[][] trend;
    private final DurationList[] fromPrevious;
    private final DurationList converted = new DurationList();
    private final Map<Long, long[]> groups = new HashMap<>();
    private final BitSet[] persons;
    private final BitSet[] lost;
    private long personsExcluded;

    /** Durations in blocks: growing copies nothing. */
    private static final class DurationList {
        private static final int BLOCK = 1 << 13;

        private final List<long[]> full = new ArrayList<>();
        private long[] last = new long[16];
        private int size;

        void add(long value) {
            if (size == last.length) {
                grow();
            }
            last[size++] = value;
        }

        private void grow() {
            if (size < BLOCK) {
                last = Arrays.copyOf(last, Math.min(BLOCK, size * 4));
                return;
            }
            full.add(last);
            last = new long[BLOCK];
            size = 0;
        }

        void addAll(DurationList other) {
            for (long[] block : other.full) {
                full.add(block);
            }
            for (int index = 0; index < other.size; index++) {
                add(other.last[index]);
            }
        }

        Durations durations() {
            List<long[]> parts = new ArrayList<>(full);
            parts.add(last);
            return new Durations(parts, Math.addExact(Math.multiplyExact(full.size(), BLOCK), size));
        }
    }

    FunnelTally(Funnel funnel, FunnelSearch search, FunnelEvents events) {
        this.funnel = funnel;
        this.events = events;
        this.search = search;
        steps = funnel.steps().size();
        trendBounds = funnel.trendBounds().stream().mapToLong(Long::longValue).toArray();
        counts = new long[steps];
        reached = new long[steps + 1];
        trend = new long[Math.max(0, trendBounds.length - 1)][steps];
        fromPrevious = new DurationList[steps];
        persons = new BitSet[steps];
        lost = new BitSet[steps];
        for (int step = 0; step < steps; step++) {
            fromPrevious[step] = new DurationList();
            persons[step] = new BitSet();
            lost[step] = new BitSet();
        }
    }

    void excludePerson() {
        personsExcluded++;
    }

    /** Adds a person of whom only the number of steps done is asked. */
    void add(int stepsDone) {
        reached[stepsDone]++;
    }

    /**
     * Adds an attempt whose positions are those of {@link #events}.
     *
     * @param cells of the breakdown, each once: the attempt counts in all of them
     */
    void add(int person, FunnelAttempt attempt, long[] cells) {
        boolean withTimes = funnel.withTimes();
        long start = events.times[attempt.positions[0]];
        int bucket = bucketOf(start);
        long previous = start;
        for (int step = 0; step < attempt.reach; step++) {
            if ((attempt.done & (1 << step)) == 0) {
                continue;
            }
            counts[step]++;
            if (bucket >= 0) {
                trend[bucket][step]++;
            }
            long time = events.times[attempt.positions[step]];
            if (step > 0 && withTimes) {
                fromPrevious[step].add(time - previous);
            }
            previous = time;
        }
        if (attempt.reach == steps && withTimes) {
            converted.add(previous - start);
        }
        for (long cell : cells) {
            addTo(groups.computeIfAbsent(cell, ignored -> new long[steps]), attempt);
        }
        if (funnel.withPersons() && (bucket >= 0 || trend.length == 0)) {
            addPerson(person, attempt);
        }
    }

    private static void addTo(long[] counts, FunnelAttempt attempt) {
        for (int step = 0; step < attempt.reach; step++) {
            counts[step] += (attempt.done >> step) & 1;
        }
    }

    private void addPerson(int person, FunnelAttempt attempt) {
        int mandatoryBefore = 0;
        for (int step = 0; step < steps; step++) {
            if ((attempt.done & (1 << step)) != 0) {
                persons[step].set(person);
            }
            if (step > 0 && attempt.reach > mandatoryBefore && attempt.reach <= step) {
                lost[step].set(person);
            }
            mandatoryBefore = funnel.steps().get(step).optional() ? mandatoryBefore : step;
        }
    }

    private int bucketOf(long start) {
        int found = Arrays.binarySearch(trendBounds, start);
        int bucket = found >= 0 ? found : -found - 2;
        return bucket < trend.length ? bucket : -1;
    }

    FunnelTally add(FunnelTally other) {
        personsExcluded += other.personsExcluded;
        converted.addAll(other.converted);
        Sums.add(counts, other.counts);
        Sums.add(reached, other.reached);
        for (int bucket = 0; bucket < trend.length; bucket++) {
            Sums.add(trend[bucket], other.trend[bucket]);
        }
        for (int step = 0; step < steps; step++) {
            fromPrevious[step].addAll(other.fromPrevious[step]);
            persons[step].or(other.persons[step]);
            lost[step].or(other.lost[step]);
        }
        other.groups.forEach(
                (value, their) -> Sums.add(groups.computeIfAbsent(value, ignored -> new long[steps]), their));
        return this;
    }

    FunnelResult result(LongFunction<@Nullable Object> groupValue) {
        for (int done = steps; done > 0; done--) {
            counts[done - 1] += reached[done];
            reached[done - 1] += reached[done];
        }
        List<FunnelResult.Step> stepResults = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            stepResults.add(
                    new FunnelResult.Step(counts[step], fromPrevious[step].durations(), persons[step], lost[step]));
        }
        List<FunnelResult.Group> groupResults = new ArrayList<>();
        groups.forEach((cell, sums) -> groupResults.add(new FunnelResult.Group(groupValue.apply(cell), listOf(sums))));
        groupResults.sort((left, right) -> {
            int byCount = right.counts().getFirst().compareTo(left.counts().getFirst());
            return byCount != 0 ? byCount : String.valueOf(left.value()).compareTo(String.valueOf(right.value()));
        });
        List<List<Long>> trendResults =
                Arrays.stream(trend).map(FunnelTally::listOf).toList();
        return new FunnelResult(stepResults, converted.durations(), personsExcluded, groupResults, trendResults);
    }

    private static List<Long> listOf(long[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
