package dev.percorso.server.people;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.server.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.core.type.TypeReference;

class TraitOperationTest {
    record Step(TraitOperation change, String trait, Object value) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(TraitOperation.values()),
                        Arbitraries.of("a", "b"),
                        Arbitraries.<Object>of("x", "y", 1L, 2L))
                .as(Step::new)
                .list()
                .ofMaxSize(12);
    }

    /** Whatever the order, the outcome is that of a list or number kept by hand. */
    @Property(tries = 300)
    void shouldDoWhatAPlainListAndNumberWould(@ForAll("steps") List<Step> steps) {
        Map<String, Object> traits = new TreeMap<>();
        Map<String, Object> byHand = new TreeMap<>();
        for (Step step : steps) {
            TraitOperation.resolve(Map.of(step.change().of(step.trait()), step.value()), traits)
                    .forEach((name, value) -> {
                        if (value == null) {
                            traits.remove(name);
                        } else {
                            traits.put(name, value);
                        }
                    });
            byHand(byHand, step);
        }
        assertEquals(byHand, readable(traits));
    }

    private static void byHand(Map<String, Object> traits, Step step) {
        Object before = traits.get(step.trait());
        List<Object> list = new ArrayList<>();
        if (before instanceof List<?> known) {
            list.addAll(known);
        } else if (before != null) {
            list.add(before);
        }
        switch (step.change()) {
            case SET_ONCE -> traits.putIfAbsent(step.trait(), step.value());
            case ADD -> {
                if (step.value() instanceof Long more) {
                    traits.put(step.trait(), before instanceof Long number ? number + more : more);
                }
            }
            case APPEND -> {
                list.add(step.value());
                traits.put(step.trait(), list);
            }
            case UNION -> {
                if (!list.contains(step.value())) {
                    list.add(step.value());
                }
                traits.put(step.trait(), list);
            }
            case REMOVE -> {
                if (before != null) {
                    while (list.remove(step.value())) {
                        // until none is left
                    }
                    traits.put(step.trait(), list);
                }
            }
            case UNSET -> traits.remove(step.trait());
            case UNSET_ALL -> traits.clear();
        }
    }

    private static Map<String, Object> readable(Map<String, Object> traits) {
        Map<String, Object> readable = new TreeMap<>(traits);
        readable.replaceAll((name, value) -> value instanceof String text && text.startsWith("[")
                ? Json.MAPPER.readValue(text, new TypeReference<List<Object>>() {}).stream()
                        .map(one -> one instanceof Integer whole ? (Object) whole.longValue() : one)
                        .toList()
                : value);
        return readable;
    }
}
