package dev.percorso.server.map;

import dev.percorso.engine.fold.CellLabel;
import dev.percorso.engine.index.Cell;
import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Property;
import dev.percorso.engine.index.Snapshot;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The persons with each value of an event property in a range. */
final class PersonsByValue implements Fold<PersonsByValue.Seen> {
    private final Property property;
    private final long from;
    private final long to;

    PersonsByValue(Snapshot snapshot, String property, Instant from, Instant to) {
        this.property = snapshot.property(property);
        this.from = from.toEpochMilli();
        this.to = to.toEpochMilli();
    }

    /** Persons by cell; neighbouring events mostly have the same one. */
    static final class Seen {
        private final Map<Long, BitSet> persons = new HashMap<>();
        private long last = Cell.ABSENT;
        private BitSet ofLast = new BitSet();

        private void note(long cell, int person) {
            if (cell != last) {
                last = cell;
                ofLast = persons.computeIfAbsent(cell, unseen -> new BitSet());
            }
            ofLast.set(person);
        }
    }

    @Override
    public Seen newAccumulator() {
        return new Seen();
    }

    @Override
    public void accept(Journey journey, Seen seen) {
        int end = journey.indexAfter(to - 1);
        for (int event = journey.indexAfter(from - 1); event < end; event++) {
            long cell = journey.cell(event, property);
            if (cell != Cell.ABSENT) {
                seen.note(cell, journey.person());
            }
        }
    }

    @Override
    public Seen combine(Seen left, Seen right) {
        right.persons.forEach((cell, persons) ->
                left.persons.computeIfAbsent(cell, unseen -> new BitSet()).or(persons));
        return left;
    }

    SortedMap<String, BitSet> values(Seen seen) {
        TreeMap<String, BitSet> values = new TreeMap<>();
        seen.persons.forEach(
                (cell, persons) -> values.computeIfAbsent(CellLabel.of(cell, property), unseen -> new BitSet())
                        .or(persons));
        return values;
    }
}
