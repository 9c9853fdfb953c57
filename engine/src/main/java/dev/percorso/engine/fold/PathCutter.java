package dev.percorso.engine.fold;

import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Property;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatcher;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Takes the paths of a {@link PathQuery} out of journeys. Shared by threads; what changes is in a {@link Unit}. */
final class PathCutter {

    private static final int NOT_FOUND = -1;
    /** No event's key: codes are not negative. */
    private static final long NO_KEY = -1;

    private final PathQuery query;
    private final @Nullable EventMatcher start;
    private final @Nullable EventMatcher end;
    private final @Nullable EventMatcher only;
    private final @Nullable Property label;
    private final BitSet hidden = new BitSet();
    private final Snapshot snapshot;
    private final long from;
    private final long to;
    private final boolean bySession;
    private final long gapMillis;
    private final int steps;
    /** Whether every event is a node that its name alone labels. */
    private final boolean isWholeAndPlain;

    PathCutter(Snapshot snapshot, PathQuery query) {
        this.snapshot = snapshot;
        this.query = query;
        start = query.start().map(match -> new EventMatcher(match, snapshot)).orElse(null);
        end = query.end().map(match -> new EventMatcher(match, snapshot)).orElse(null);
        only = query.only().map(match -> new EventMatcher(match, snapshot)).orElse(null);
        label = query.label().map(snapshot::property).orElse(null);
        query.hidden().stream()
                .mapToInt(snapshot::code)
                .filter(code -> code >= 0)
                .forEach(hidden::set);
        from = query.from().toEpochMilli();
        to = query.to().toEpochMilli();
        bySession = query.cut() instanceof PathQuery.Cut.Session;
        gapMillis = query.cut() instanceof PathQuery.Cut.Gap(var gap) ? gap.toMillis() : Long.MAX_VALUE;
        steps = query.steps();
        isWholeAndPlain = hidden.isEmpty() && only == null && label == null && !query.collapseRepeats();
    }

    /** Receives one path; the arrays are reused. */
    interface Sink {

        /**
         * @param labels by level, from {@code first} to {@code last}
         * @param times of the labels in epoch milliseconds
         */
        void path(int person, long[] labels, long[] times, int first, int last);

        /**
         * A path of events that follow each other, each labelled by its name alone, from level 0.
         *
         * @return false when the path shall be told by {@link #path} instead
         */
        default boolean plain(Journey journey, int begin, int count) {
            return false;
        }

        /** A path that would need more levels than asked for. */
        void tooLong();
    }

    /** Working space of one thread. */
    static final class Unit {
        private long[] labels = new long[64];
        private long[] times = new long[64];
        private boolean[] starts = new boolean[64];
        private boolean[] ends = new boolean[64];
        private int size;
        private final long[] path = new long[PathQuery.LARGEST_STEPS];
        private final long[] pathTimes = new long[PathQuery.LARGEST_STEPS];

        /** Adds an event, or lets it be part of the node before if repeats are collapsed. */
        private void note(Journey journey, int event, PathCutter cutter, int code) {
            boolean isStart = cutter.start == null || cutter.start.matches(journey, event);
            boolean isEnd = cutter.end != null && cutter.end.matches(journey, event);
            long key = cutter.key(journey, event, code);
            if (cutter.query.collapseRepeats() && size > 0 && labels[size - 1] == key) {
                starts[size - 1] |= isStart;
                ends[size - 1] |= isEnd;
                return;
            }
            if (size == labels.length) {
                labels = Arrays.copyOf(labels, size * 2);
                times = Arrays.copyOf(times, size * 2);
                starts = Arrays.copyOf(starts, size * 2);
                ends = Arrays.copyOf(ends, size * 2);
            }
            labels[size] = key;
            times[size] = journey.time(event);
            starts[size] = isStart;
            ends[size++] = isEnd;
        }

        /** First marked node from a position on whose time lies in [low, high). */
        private int first(boolean[] marks, int position, long low, long high) {
            for (int i = position; i < size && times[i] < high; i++) {
                if (marks[i] && times[i] >= low) {
                    return i;
                }
            }
            return NOT_FOUND;
        }
    }

    void cut(Journey journey, Unit unit, Sink sink) {
        int size = journey.size();
        if (size == 0 || journey.time(size - 1) < from) {
            return;
        }
        int begin = 0;
        while (begin < size && journey.time(begin) < to) {
            int after = bySession ? endOfSession(journey, begin) : endOfStretch(journey, begin);
            if (journey.time(after - 1) >= from) {
                if (start == null && end == null) {
                    takeFirst(journey, begin, after, unit, sink);
                } else {
                    collect(journey, begin, after, unit);
                    take(journey.person(), unit, sink);
                }
            }
            begin = after;
        }
    }

    /** Without start and end: the first nodes from the range's start on, read in one go. */
    private void takeFirst(Journey journey, int begin, int after, Unit unit, Sink sink) {
        if (isWholeAndPlain) {
            long time = journey.time(begin);
            if (time >= from && time < to) {
                int count = Math.min(steps, after - begin);
                if (!sink.plain(journey, begin, count)) {
                    takePlain(journey, begin, count, unit, sink);
                }
                return;
            }
        }
        boolean collapse = query.collapseRepeats();
        long previous = NO_KEY;
        int taken = 0;
        for (int event = begin; event < after && taken < steps; event++) {
            int code = journey.code(event);
            if (hidden.get(code) || (only != null && !only.matches(journey, event))) {
                continue;
            }
            long key = key(journey, event, code);
            if (collapse && key == previous) {
                continue;
            }
            previous = key;
            long time = journey.time(event);
            if (taken == 0 && time < from) {
                continue;
            }
            if (taken == 0 && time >= to) {
                return;
            }
            unit.path[taken] = key;
            unit.pathTimes[taken++] = time;
        }
        if (taken > 0) {
            sink.path(journey.person(), unit.path, unit.pathTimes, 0, taken - 1);
        }
    }

    private static void takePlain(Journey journey, int begin, int count, Unit unit, Sink sink) {
        for (int taken = 0; taken < count; taken++) {
            unit.path[taken] = plainKey(journey.code(begin + taken));
            unit.pathTimes[taken] = journey.time(begin + taken);
        }
        sink.path(journey.person(), unit.path, unit.pathTimes, 0, count - 1);
    }

    /** What a node stands for: the name and, with a label property, its text. */
    private long key(Journey journey, int event, int code) {
        int text = label == null ? Property.NO_TEXT : journey.text(event, label);
        return (long) code << 32 | (text + 1);
    }

    private static int endOfSession(Journey journey, int begin) {
        int size = journey.size();
        int next = begin + 1;
        while (next < size && !journey.startsSession(next)) {
            next++;
        }
        return next;
    }

    private int endOfStretch(Journey journey, int begin) {
        int size = journey.size();
        if (gapMillis == Long.MAX_VALUE) {
            return size;
        }
        int next = begin + 1;
        long last = journey.time(begin);
        while (next < size) {
            long time = journey.time(next);
            if (time - last > gapMillis) {
                return next;
            }
            last = time;
            next++;
        }
        return next;
    }

    private void collect(Journey journey, int begin, int after, Unit unit) {
        unit.size = 0;
        int first = NOT_FOUND;
        for (int event = begin; event < after; event++) {
            int code = journey.code(event);
            if (hidden.get(code) || (only != null && !only.matches(journey, event))) {
                continue;
            }
            unit.note(journey, event, this, code);
            int last = unit.size - 1;
            if (first == NOT_FOUND && unit.starts[last] && unit.times[last] >= from) {
                first = last;
            }
            // Without an end, nothing after the steps asked for matters.
            if (end == null && first != NOT_FOUND && unit.size - first == steps) {
                return;
            }
        }
    }

    private void take(int person, Unit unit, Sink sink) {
        if (start == null && end != null) {
            int last = unit.first(unit.ends, 0, from, to);
            if (last != NOT_FOUND) {
                int first = Math.max(0, last - steps + 1);
                send(person, unit, first, last, steps - 1 - (last - first), sink);
            }
            return;
        }
        int first = unit.first(unit.starts, 0, from, to);
        if (first == NOT_FOUND) {
            return;
        }
        if (end == null) {
            send(person, unit, first, Math.min(unit.size - 1, first + steps - 1), 0, sink);
            return;
        }
        int last = unit.first(unit.ends, first + 1, from, Long.MAX_VALUE);
        if (last == NOT_FOUND) {
            return;
        }
        if (last - first >= steps) {
            sink.tooLong();
        } else {
            send(person, unit, first, last, 0, sink);
        }
    }

    private void send(int person, Unit unit, int first, int last, int level, Sink sink) {
        int length = last - first + 1;
        System.arraycopy(unit.labels, first, unit.path, level, length);
        System.arraycopy(unit.times, first, unit.pathTimes, level, length);
        sink.path(person, unit.path, unit.pathTimes, level, level + length - 1);
    }

    /** Whether the event's name is the whole label, so that a key is nothing but its code. */
    boolean isPlain() {
        return label == null;
    }

    /** The key of a name without a value. */
    static long plainKey(int code) {
        return (long) code << 32;
    }

    /** Code of the name in a key. */
    static int code(long key) {
        return (int) (key >>> 32);
    }

    /** One above the codes of names that keys may have. */
    int codes() {
        return snapshot.eventNames().size();
    }

    /** What a key means. */
    PathLabel label(long key) {
        int text = (int) key - 1;
        String name = snapshot.name(code(key));
        return label == null || text < 0 ? new PathLabel(name, "") : new PathLabel(name, label.text(text));
    }
}
