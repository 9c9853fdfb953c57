package dev.percorso.engine.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.engine.conform.Companions.Attribute;
import dev.percorso.engine.conform.Companions.Companion;
import dev.percorso.engine.stat.Lift;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class CompanionsTest {

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void shouldCompareEachValueByItsPersons(@ForAll long seed) {
        Random random = new Random(seed);
        int persons = 1 + random.nextInt(60);
        List<Map<String, String>> traits = new ArrayList<>();
        BitSet everyone = new BitSet();
        BitSet deviating = new BitSet();
        for (int person = 0; person < persons; person++) {
            Map<String, String> has = new HashMap<>();
            if (random.nextInt(5) > 0) {
                has.put("device", random.nextBoolean() ? "phone" : "desktop");
            }
            has.put("country", List.of("IT", "FR", "DE").get(random.nextInt(3)));
            traits.add(has);
            everyone.set(person, random.nextInt(6) > 0);
            deviating.set(person, everyone.get(person) && random.nextBoolean());
        }

        Companions said = Companions.of(
                everyone, deviating, List.of(attribute("device", traits), attribute("country", traits)), 4, 0.95);

        Map<String, long[]> counted = new HashMap<>();
        for (int person : everyone.stream().toArray()) {
            traits.get(person).forEach((name, value) -> {
                long[] pair = counted.computeIfAbsent(name + "=" + value, unseen -> new long[2]);
                pair[0]++;
                pair[1] += deviating.get(person) ? 1 : 0;
            });
        }
        long all = everyone.cardinality();
        counted.values().removeIf(pair -> pair[0] < 4 || pair[0] == all);
        assertEquals(all, said.persons());
        assertEquals(deviating.cardinality(), said.deviating());
        assertEquals(counted.size(), said.compared());
        boolean told = !deviating.isEmpty() && deviating.cardinality() < all;
        assertEquals(told ? counted.size() : 0, said.values().size());
        for (Companion value : said.values()) {
            long[] pair = Objects.requireNonNull(counted.get(value.attribute() + "=" + value.value()));
            assertEquals(pair[0], value.persons());
            assertEquals(pair[1], value.deviating());
            double lift = (double) pair[1] / pair[0] / ((double) said.deviating() / all);
            assertEquals(lift, value.lift().estimate(), 1e-9);
            if (pair[1] > 0) {
                double each = 1 - 0.05 / counted.size();
                assertEquals(Lift.interval(pair[1], pair[0], said.deviating(), all, each), value.lift());
            }
        }
    }

    @Example
    void shouldPutFirstWhatIsPlantedAndCallTheRestUnclear() {
        BitSet everyone = new BitSet();
        everyone.set(0, 4_000);
        BitSet deviating = new BitSet();
        List<Map<String, String>> traits = new ArrayList<>();
        Random random = new Random(3);
        for (int person = 0; person < 4_000; person++) {
            boolean phone = random.nextInt(4) == 0;
            traits.add(Map.of("device", phone ? "phone" : "desktop", "country", "C" + random.nextInt(12)));
            deviating.set(person, random.nextDouble() < (phone ? 0.4 : 0.2));
        }

        Companions said = Companions.of(
                everyone, deviating, List.of(attribute("country", traits), attribute("device", traits)), 20, 0.95);

        assertEquals(14, said.compared());
        assertEquals("phone", said.values().getFirst().value());
        assertTrue(said.values().getFirst().lift().low() > 1.3);
        assertEquals("desktop", said.values().get(1).value());
        assertTrue(said.values().get(1).isClear());
        said.values().subList(2, 14).forEach(value -> assertFalse(value.isClear(), value.toString()));
    }

    private static Attribute attribute(String name, List<Map<String, String>> traits) {
        TreeMap<String, BitSet> persons = new TreeMap<>();
        IntStream.range(0, traits.size())
                .filter(person -> traits.get(person).containsKey(name))
                .forEach(person -> persons.computeIfAbsent(
                                traits.get(person).getOrDefault(name, ""), unseen -> new BitSet())
                        .set(person));
        return new Attribute(name, persons);
    }
}
