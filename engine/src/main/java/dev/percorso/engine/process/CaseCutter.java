package dev.percorso.engine.process;

import dev.percorso.engine.fold.PathLabel;
import dev.percorso.engine.fold.PathQuery;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Property;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatcher;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Cuts journeys into the cases of a {@link ProcessQuery}. Shared by threads; what changes is in a {@link Steps}. */
final class CaseCutter {
    private final Snapshot snapshot;
    private final @Nullable EventMatcher only;
    private final @Nullable Property label;
    private final BitSet hidden = new BitSet();
    private final long from;
    private final long to;
    private final boolean bySession;
    private final long gapMillis;

    CaseCutter(Snapshot snapshot, ProcessQuery query) {
        this.snapshot = snapshot;
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
    }

    /** Numbers labels. */
    interface Numbering {
        int number(long key);
    }

    /** Receives cases; the steps are reused. */
    interface Sink {
        void take(int person, Steps steps);
    }

    /** The steps of one case; working space of one thread. */
    static final class Steps {
        int[] activity = new int[64];
        long[] time = new long[64];
        int size;

        private void add(int number, long at, boolean collapse) {
            if (collapse && size > 0 && activity[size - 1] == number) {
                return;
            }
            if (size == activity.length) {
                activity = Arrays.copyOf(activity, size * 2);
                time = Arrays.copyOf(time, size * 2);
            }
            activity[size] = number;
            time[size++] = at;
        }
    }

    void cut(Journey journey, Steps steps, Numbering numbering, boolean collapse, Sink sink) {
        steps.size = 0;
        int end = journey.indexAfter(to - 1);
        int begin = journey.indexAfter(from - 1);
        long before = Long.MIN_VALUE;
        for (int event = begin; event < end; event++) {
            if (bySession && journey.startsSession(event)) {
                finish(journey, steps, sink);
            }
            int code = journey.code(event);
            if (hidden.get(code) || (only != null && !only.matches(journey, event))) {
                continue;
            }
            long time = journey.time(event);
            if (!bySession && before != Long.MIN_VALUE && time - before > gapMillis) {
                finish(journey, steps, sink);
            }
            before = time;
            steps.add(numbering.number(key(journey, event, code)), time, collapse);
        }
        finish(journey, steps, sink);
    }

    private static void finish(Journey journey, Steps steps, Sink sink) {
        if (steps.size > 0) {
            sink.take(journey.person(), steps);
            steps.size = 0;
        }
    }

    private long key(Journey journey, int event, int code) {
        int text = label == null ? Property.NO_TEXT : journey.text(event, label);
        return (long) code << 32 | (text + 1);
    }

    /** What a key means. */
    PathLabel label(long key) {
        int text = (int) key - 1;
        String name = snapshot.name((int) (key >>> 32));
        return label == null || text < 0 ? new PathLabel(name, "") : new PathLabel(name, label.text(text));
    }
}
