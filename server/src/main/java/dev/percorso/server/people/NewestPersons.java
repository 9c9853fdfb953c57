package dev.percorso.server.people;

import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.Journey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the persons who were last seen most recently, those without events after all others, and counts everyone. */
final class NewestPersons implements Fold<NewestPersons.Found> {
    private static final Comparator<Seen> NEWEST_FIRST = Comparator.comparingLong(Seen::time)
            .reversed()
            .thenComparing(Comparator.comparingInt(Seen::person).reversed());

    /** When a person was last seen. */
    record Seen(int person, long time) {}

    /** The best so far, with room for as many again before the worse half is dropped. */
    static final class Found {
        private List<Seen> seen = new ArrayList<>();
        private long least = Long.MIN_VALUE;
        private long total;

        long total() {
            return total;
        }
    }

    private final int wanted;

    NewestPersons(int wanted) {
        this.wanted = wanted;
    }

    @Override
    public Found newAccumulator() {
        return new Found();
    }

    @Override
    public void accept(Journey journey, Found found) {
        found.total++;
        long time = journey.isEmpty() ? Long.MIN_VALUE : journey.time(journey.size() - 1);
        if (time >= found.least) {
            found.seen.add(new Seen(journey.person(), time));
            if (found.seen.size() >= 2 * wanted + 64) {
                cut(found);
            }
        }
    }

    private void cut(Found found) {
        found.seen.sort(NEWEST_FIRST);
        if (found.seen.size() > wanted) {
            found.seen = new ArrayList<>(found.seen.subList(0, wanted));
            found.least = found.seen.getLast().time();
        }
    }

    @Override
    public Found combine(Found left, Found right) {
        left.total += right.total;
        left.seen.addAll(right.seen);
        cut(left);
        return left;
    }

    List<Integer> newestFirst(Found found) {
        return found.seen.stream()
                .sorted(NEWEST_FIRST)
                .limit(wanted)
                .map(Seen::person)
                .toList();
    }
}
