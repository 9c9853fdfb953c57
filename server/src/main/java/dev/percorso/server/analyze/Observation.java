package dev.percorso.server.analyze;

import dev.percorso.server.analyze.ObservedSchema.Kind;
import dev.percorso.server.analyze.ObservedSchema.ObservedProperty;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was seen of one property: its kinds of value and how often each of the first few thousand values came. */
final class Observation {
    private static final int MOST_DISTINCT = 5_000;
    private static final int SHOWN = 20;
    private static final double LARGEST_PLAIN = 1e15;

    private final Map<Object, Integer> values = new HashMap<>();
    private long total;
    private boolean hasText;
    private boolean hasNumber;
    private boolean hasBoolean;

    void add(Object value) {
        add(value, 1);
    }

    private void add(Object value, int times) {
        total += times;
        switch (value) {
            case Number number -> hasNumber = true;
            case Boolean flag -> hasBoolean = true;
            default -> hasText = true;
        }
        if (values.size() < MOST_DISTINCT || values.containsKey(value)) {
            values.merge(value, times, Integer::sum);
        }
    }

    Observation merge(Observation other) {
        long both = total + other.total;
        other.values.forEach(this::add);
        total = both;
        return this;
    }

    long total() {
        return total;
    }

    ObservedProperty describe(String name) {
        return new ObservedProperty(name, kind(), frequent());
    }

    private Kind kind() {
        if ((hasText ? 1 : 0) + (hasNumber ? 1 : 0) + (hasBoolean ? 1 : 0) > 1) {
            return Kind.MIXED;
        }
        if (hasNumber) {
            return Kind.NUMBER;
        }
        return hasBoolean ? Kind.BOOLEAN : Kind.TEXT;
    }

    /** Values that come once among many are ids or addresses: no help to anybody who chooses a value. */
    private List<String> frequent() {
        int least = values.size() > SHOWN ? 2 : 1;
        return values.entrySet().stream()
                .filter(entry -> entry.getValue() >= least)
                .sorted(Comparator.<Map.Entry<Object, Integer>>comparingInt(entry -> -entry.getValue())
                        .thenComparing(entry -> plain(entry.getKey())))
                .limit(SHOWN)
                .map(entry -> plain(entry.getKey()))
                .toList();
    }

    /** The value as people write it: whole numbers without decimals. */
    static String plain(Object value) {
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < LARGEST_PLAIN) {
            return Long.toString(number.longValue());
        }
        return value.toString();
    }
}
