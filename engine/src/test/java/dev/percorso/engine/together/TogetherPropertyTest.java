package dev.percorso.engine.together;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.engine.fold.World;
import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatch;
import dev.percorso.engine.stat.LogLikelihoodRatio;
import dev.percorso.engine.together.Together.Pair;
import dev.percorso.engine.together.Together.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

class TogetherPropertyTest {

    @Test
    void shouldReproduceTheKnownRatios() {
        assertEquals(2.772589, LogLikelihoodRatio.of(1, 0, 0, 1), 1e-6);
        assertEquals(27.72589, LogLikelihoodRatio.of(10, 0, 0, 10), 1e-5);
        assertEquals(0, LogLikelihoodRatio.of(5, 5, 5, 5), 1e-12);
        assertEquals(0, LogLikelihoodRatio.of(0, 0, 0, 0), 1e-12);
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void shouldPairWhatTheSamePersonsHave(@ForAll long seed) {
        World world = World.random(seed);
        int kept = 2 + (int) Math.floorMod(seed, 4L);
        Together.Query query =
                new Together.Query(EventMatch.of("Page Viewed"), "path", kept, 1, world.day(0), world.day(5));
        Map<Integer, Set<String>> held = new TreeMap<>();
        world.journeys()
                .forEach((person, journey) -> journey.stream()
                        .filter(event -> event.name().equals("Page Viewed")
                                && event.properties().containsKey("path")
                                && event.time() >= query.from().toEpochMilli()
                                && event.time() < query.to().toEpochMilli())
                        .forEach(event -> held.computeIfAbsent(person, owner -> new TreeSet<>())
                                .add(String.valueOf(event.properties().get("path")))));

        world.shouldAllSay(byHand(held, kept), snapshot -> measured(snapshot, query, held));
    }

    private static Together.Report measured(Snapshot snapshot, Together.Query query, Map<Integer, Set<String>> held) {
        Together together = new Together(snapshot, FoldScope.everyone(), query);
        Together.Report report = together.report(100);
        for (Pair pair : report.pairs()) {
            Set<Integer> expected = held.entrySet().stream()
                    .filter(entry -> entry.getValue().containsAll(List.of(pair.one(), pair.other())))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            assertEquals(
                    expected,
                    together.persons(pair.one(), pair.other()).stream().boxed().collect(Collectors.toSet()));
        }
        return report;
    }

    private static Together.Report byHand(Map<Integer, Set<String>> held, int kept) {
        TreeMap<String, Long> singles = new TreeMap<>();
        held.values().forEach(values -> values.forEach(value -> singles.merge(value, 1L, Long::sum)));
        List<Value> all = singles.entrySet().stream()
                .map(entry -> new Value(entry.getKey(), entry.getValue()))
                .sorted(Comparator.<Value>comparingLong(value -> -value.persons())
                        .thenComparing(Value::label))
                .toList();
        List<Value> values = all.subList(0, Math.min(kept, all.size()));
        List<Pair> pairs = new ArrayList<>();
        double persons = held.size();
        for (int one = 0; one < values.size(); one++) {
            for (int other = one + 1; other < values.size(); other++) {
                Value a = values.get(one);
                Value b = values.get(other);
                long both = held.values().stream()
                        .filter(set -> set.contains(a.label()) && set.contains(b.label()))
                        .count();
                double lift = both * persons / ((double) a.persons() * b.persons());
                if (both > 0 && lift > 1) {
                    pairs.add(new Pair(a.label(), b.label(), both, lift, ratio(held, a.label(), b.label())));
                }
            }
        }
        pairs.sort(Comparator.<Pair>comparingDouble(pair -> -pair.logLikelihood())
                .thenComparing(Pair::one)
                .thenComparing(Pair::other));
        return new Together.Report(held.size(), values, all.size() - values.size(), pairs);
    }

    private static double ratio(Map<Integer, Set<String>> held, String one, String other) {
        long[] table = new long[4];
        held.values().forEach(set -> table[(set.contains(one) ? 0 : 2) + (set.contains(other) ? 0 : 1)]++);
        return LogLikelihoodRatio.of(table[0], table[1], table[2], table[3]);
    }
}
