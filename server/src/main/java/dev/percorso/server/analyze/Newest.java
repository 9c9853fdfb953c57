package dev.percorso.server.analyze;

import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.Journey;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Finds the events that arrived last.
 *
 * @param code of the only event name wanted; {@link #ANY} for all
 */
record Newest(int limit, int code) implements Fold<PriorityQueue<Newest.Arrival>> {
    static final int ANY = -2;

    /** An event of a journey. */
    record Arrival(long sequence, int person, int index) {}

    @Override
    public PriorityQueue<Arrival> newAccumulator() {
        return new PriorityQueue<>(Comparator.comparingLong(Arrival::sequence));
    }

    @Override
    public void accept(Journey journey, PriorityQueue<Arrival> newest) {
        for (int event = 0; event < journey.size(); event++) {
            if (code == ANY || journey.code(event) == code) {
                offer(newest, journey.sequence(event), journey.person(), event);
            }
        }
    }

    private void offer(PriorityQueue<Arrival> newest, long sequence, int person, int index) {
        Arrival oldest = newest.peek();
        if (newest.size() == limit && oldest != null && sequence <= oldest.sequence()) {
            return;
        }
        newest.add(new Arrival(sequence, person, index));
        if (newest.size() > limit) {
            newest.remove();
        }
    }

    @Override
    public PriorityQueue<Arrival> combine(PriorityQueue<Arrival> left, PriorityQueue<Arrival> right) {
        right.forEach(arrival -> offer(left, arrival.sequence(), arrival.person(), arrival.index()));
        return left;
    }

    static List<Arrival> newestFirst(PriorityQueue<Arrival> newest) {
        return newest.stream()
                .sorted(Comparator.comparingLong(Arrival::sequence).reversed())
                .toList();
    }
}
