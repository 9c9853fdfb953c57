package dev.percorso.server.people;

import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.Journey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Finds the persons who come first by a key after a place in the list, and counts everyone. Keeps only as many as are
 * wanted, so that the millionth part of a list costs no more than the first.
 */
final class FirstPersons implements Fold<FirstPersons.Found> {
    /** A person with its sort key, negated for an ascending list. */
    record Ranked(int person, double key) {}

    private static final Comparator<Ranked> HIGHEST_FIRST = Comparator.comparingDouble(Ranked::key)
            .reversed()
            .thenComparing(Comparator.comparingInt(Ranked::person).reversed());

    /** The best so far, with room for as many again before the worse half is dropped. */
    static final class Found {
        private List<Ranked> ranked = new ArrayList<>();
        private double least = Double.NEGATIVE_INFINITY;
        private long total;

        long total() {
            return total;
        }
    }

    private final int wanted;
    private final double direction;
    private final ToDoubleFunction<Journey> key;
    private final Optional<Ranked> after;

    FirstPersons(int wanted, boolean ascending, ToDoubleFunction<Journey> key, Optional<ListQuery.Place> after) {
        this.wanted = wanted;
        this.direction = ascending ? -1 : 1;
        this.key = key;
        this.after = after.map(place -> new Ranked(place.person(), direction * place.key()));
    }

    @Override
    public Found newAccumulator() {
        return new Found();
    }

    @Override
    public void accept(Journey journey, Found found) {
        found.total++;
        double rank = direction * key.applyAsDouble(journey);
        if (rank < found.least) {
            return;
        }
        Ranked ranked = new Ranked(journey.person(), rank);
        if (after.isPresent() && HIGHEST_FIRST.compare(ranked, after.get()) <= 0) {
            return;
        }
        found.ranked.add(ranked);
        if (found.ranked.size() >= 2 * wanted + 64) {
            cut(found);
        }
    }

    private void cut(Found found) {
        found.ranked.sort(HIGHEST_FIRST);
        if (found.ranked.size() > wanted) {
            found.ranked = new ArrayList<>(found.ranked.subList(0, wanted));
            found.least = found.ranked.getLast().key();
        }
    }

    @Override
    public Found combine(Found left, Found right) {
        left.total += right.total;
        left.ranked.addAll(right.ranked);
        cut(left);
        return left;
    }

    /** The persons in order, with the keys of the list. */
    List<ListQuery.Place> inOrder(Found found) {
        return found.ranked.stream()
                .sorted(HIGHEST_FIRST)
                .limit(wanted)
                .map(ranked -> new ListQuery.Place(direction * ranked.key(), ranked.person()))
                .toList();
    }
}
