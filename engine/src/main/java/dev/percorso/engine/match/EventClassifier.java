package dev.percorso.engine.match;

import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Selection;
import dev.percorso.engine.index.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Says for an event which of up to 32 classes it belongs to, as a bit mask. A class is a list of alternatives. Events
 * whose name decides cost one array access. Safe to share between threads.
 */
public final class EventClassifier {
    private static final Conditional[] NONE = new Conditional[0];

    private record Conditional(int bit, EventMatcher matcher) {}

    private final int[] plainMasks;
    private final Conditional[][] conditionals;
    private final boolean plain;

    /** @param classes alternatives of each class; class {@code k} is bit {@code k} */
    public EventClassifier(List<List<EventMatch>> classes, Snapshot snapshot) {
        if (classes.size() > Integer.SIZE) {
            throw new IllegalArgumentException("at most 32 classes of events, were " + classes.size());
        }
        int codes = snapshot.eventNames().size();
        plainMasks = new int[codes];
        conditionals = new Conditional[codes][];
        Arrays.fill(conditionals, NONE);
        boolean allPlain = true;
        for (int number = 0; number < classes.size(); number++) {
            for (EventMatch match : classes.get(number)) {
                EventMatcher matcher = new EventMatcher(match, snapshot);
                allPlain &= matcher.isPlain();
                add(1 << number, matcher);
            }
        }
        plain = allPlain;
    }

    private void add(int bit, EventMatcher matcher) {
        int first = matcher.code() == EventMatcher.ANY_CODE ? 0 : matcher.code();
        int last = matcher.code() == EventMatcher.ANY_CODE ? plainMasks.length - 1 : matcher.code();
        for (int code = Math.max(first, 0); code <= last; code++) {
            if (matcher.isPlain()) {
                plainMasks[code] |= bit;
            } else {
                List<Conditional> more = new ArrayList<>(Arrays.asList(conditionals[code]));
                more.add(new Conditional(bit, matcher));
                conditionals[code] = more.toArray(NONE);
            }
        }
    }

    /** Whether the event name alone decides. */
    public boolean isPlain() {
        return plain;
    }

    /** Selects by name alone, event by event of whole journeys; right only when {@link #isPlain()}. */
    public Selection newSelection() {
        return new Selection(plainMasks.clone());
    }

    /**
     * Classifies events from {@code from} to {@code to} by name alone and keeps those in any class; right only when
     * {@link #isPlain()}. A hot loop without branches that depend on data.
     *
     * @param indices takes the indices of the events kept; at least {@code to - from} long
     * @param masks takes their masks; just as long
     * @return how many were kept
     */
    public int selectPlain(Journey journey, int from, int to, int[] indices, int[] masks) {
        int[] table = plainMasks;
        int kept = 0;
        for (int index = from; index < to; index++) {
            int mask = table[journey.code(index)];
            indices[kept] = index;
            masks[kept] = mask;
            kept += mask == 0 ? 0 : 1;
        }
        return kept;
    }

    /** The classes the event belongs to. */
    public int mask(Journey journey, int index) {
        int code = journey.code(index);
        int mask = plainMasks[code];
        for (Conditional conditional : conditionals[code]) {
            if ((mask & conditional.bit()) == 0 && conditional.matcher().conditionsHold(journey, index)) {
                mask |= conditional.bit();
            }
        }
        return mask;
    }
}
