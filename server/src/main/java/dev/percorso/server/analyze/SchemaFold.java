package dev.percorso.server.analyze;

import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Property;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.index.Trait;
import dev.percorso.server.analyze.ObservedSchema.ObservedEvent;
import dev.percorso.server.analyze.ObservedSchema.ObservedProperty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Observes event names with exact counts, and their properties on a sample of persons that keeps the work within a few
 * hundred thousand events.
 */
final class SchemaFold implements Fold<SchemaFold.Tally> {
    private static final long SAMPLED_EVENTS = 200_000;
    private static final int SAMPLED_PERSONS = 20_000;
    /** Spreads the sampled persons; consecutive numbers often came from one import. */
    private static final int SPREAD = 0x9E3779B9;

    private final Snapshot snapshot;
    private final List<Property> properties;
    private final int names;
    private final int oneOf;

    SchemaFold(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.properties = snapshot.propertyNames().stream()
                .filter(name -> !name.equals("(other)"))
                .map(snapshot::property)
                .toList();
        this.names = snapshot.eventNames().size();
        this.oneOf = (int) Math.max(1, snapshot.eventCount() / SAMPLED_EVENTS);
    }

    @Override
    public Tally newAccumulator() {
        return new Tally(names);
    }

    @Override
    public void accept(Journey journey, Tally tally) {
        boolean isSampled = Integer.remainderUnsigned(journey.person() * SPREAD, oneOf) == 0;
        for (int event = 0; event < journey.size(); event++) {
            int code = journey.code(event);
            tally.counts[code]++;
            if (isSampled || tally.counts[code] == 1) {
                observe(journey, event, tally.properties.computeIfAbsent(code, unseen -> new HashMap<>()));
            }
        }
    }

    private void observe(Journey journey, int event, Map<Integer, Observation> seen) {
        for (int number = 0; number < properties.size(); number++) {
            Object value = journey.value(event, properties.get(number));
            if (value != null) {
                seen.computeIfAbsent(number, unseen -> new Observation()).add(value);
            }
        }
    }

    @Override
    public Tally combine(Tally left, Tally right) {
        Arrays.setAll(left.counts, code -> left.counts[code] + right.counts[code]);
        right.properties.forEach((code, seen) -> {
            Map<Integer, Observation> known = left.properties.computeIfAbsent(code, unseen -> new HashMap<>());
            seen.forEach((property, observation) -> known.merge(property, observation, Observation::merge));
        });
        return left;
    }

    ObservedSchema schema(Tally tally) {
        List<ObservedEvent> events = IntStream.range(0, tally.counts.length)
                .filter(code -> tally.counts[code] > 0)
                .mapToObj(code -> new ObservedEvent(
                        snapshot.name(code),
                        tally.counts[code],
                        described(tally.properties.getOrDefault(code, Map.of()))))
                .sorted(Comparator.<ObservedEvent>comparingLong(event -> -event.count())
                        .thenComparing(ObservedEvent::name))
                .toList();
        return new ObservedSchema(events, traits());
    }

    private List<ObservedProperty> described(Map<Integer, Observation> seen) {
        return seen.entrySet().stream()
                .sorted(Comparator.<Map.Entry<Integer, Observation>>comparingLong(
                                entry -> -entry.getValue().total())
                        .thenComparing(entry -> properties.get(entry.getKey()).name()))
                .map(entry ->
                        entry.getValue().describe(properties.get(entry.getKey()).name()))
                .toList();
    }

    private List<ObservedProperty> traits() {
        int[] persons = snapshot.knownPersons().stream().toArray();
        int step = Math.max(1, persons.length / SAMPLED_PERSONS);
        int[] sample = IntStream.iterate(0, at -> at < persons.length, at -> at + step)
                .map(at -> persons[at])
                .toArray();
        List<ObservedProperty> traits = new ArrayList<>();
        for (String name : snapshot.traitNames().stream().sorted().toList()) {
            Trait trait = snapshot.trait(name);
            Observation observation = new Observation();
            for (int person : sample) {
                Object value = trait.value(person);
                if (value != null) {
                    observation.add(value);
                }
            }
            if (observation.total() > 0) {
                traits.add(observation.describe(name));
            }
        }
        return traits;
    }

    /** Counts by event code, observations by event code and number of the property. */
    static final class Tally {
        private final long[] counts;
        private final Map<Integer, Map<Integer, Observation>> properties = new HashMap<>();

        private Tally(int names) {
            counts = new long[names];
        }
    }
}
