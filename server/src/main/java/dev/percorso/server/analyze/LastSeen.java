package dev.percorso.server.analyze;

import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.Journey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Orders persons by their last event, newest first. */
final class LastSeen implements Fold<List<LastSeen.Seen>> {
    /** When a person was last seen. */
    record Seen(int person, long time) {}

    @Override
    public List<Seen> newAccumulator() {
        return new ArrayList<>();
    }

    @Override
    public void accept(Journey journey, List<Seen> all) {
        long time = journey.isEmpty() ? Long.MIN_VALUE : journey.time(journey.size() - 1);
        all.add(new Seen(journey.person(), time));
    }

    @Override
    public List<Seen> combine(List<Seen> left, List<Seen> right) {
        left.addAll(right);
        return left;
    }

    static int[] order(List<Seen> all) {
        return all.stream()
                .sorted(Comparator.comparingLong(Seen::time).reversed().thenComparingInt(Seen::person))
                .mapToInt(Seen::person)
                .toArray();
    }
}
