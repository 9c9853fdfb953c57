package dev.percorso.flow;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Immutable copies of JSON-like data: text, whole numbers ({@code Long}), other numbers ({@code Double}), truth values,
 * lists and maps. Absent (null) entries are dropped, so a copy equals the copy of its own serialised form.
 */
public final class PlainData {
    private static final int MAXIMUM_DEPTH = 64;

    private PlainData() {}

    /**
     * An immutable, normalised copy that keeps the order of keys.
     *
     * @throws IllegalArgumentException for values that JSON does not know, or nesting deeper than 64
     */
    public static Map<String, Object> copyOf(Map<String, ? extends @Nullable Object> source) {
        return copyMap(source, 0);
    }

    /** The value at an exact key, else along a dotted path of nested maps. */
    public static Optional<Object> find(Map<String, Object> data, String path) {
        Object exact = data.get(path);
        if (exact != null) {
            return Optional.of(exact);
        }
        int dot = path.indexOf('.');
        if (dot < 0 || !(data.get(path.substring(0, dot)) instanceof Map<?, ?> nested)) {
            return Optional.empty();
        }
        return find(withTextKeys(nested), path.substring(dot + 1));
    }

    /** The text of a scalar as a person would write it: {@code 5}, {@code 2.5}, {@code true}. */
    public static String textOf(Object value) {
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
            return Long.toString(number.longValue());
        }
        return value.toString();
    }

    private static Map<String, Object> withTextKeys(Map<?, ?> source) {
        Map<String, Object> copy = new LinkedHashMap<>();
        source.forEach((key, value) -> {
            if (value != null) {
                copy.put(String.valueOf(key), value);
            }
        });
        return copy;
    }

    private static Map<String, Object> copyMap(Map<?, ? extends @Nullable Object> source, int depth) {
        Map<String, Object> copy = new LinkedHashMap<>();
        source.forEach((key, value) -> {
            if (value != null) {
                copy.put(String.valueOf(key), copyValue(value, depth + 1));
            }
        });
        return Collections.unmodifiableMap(copy);
    }

    private static Object copyValue(Object value, int depth) {
        if (depth > MAXIMUM_DEPTH) {
            throw new IllegalArgumentException("data is nested deeper than " + MAXIMUM_DEPTH);
        }
        return switch (value) {
            case String text -> text;
            case Boolean truth -> truth;
            case Long whole -> whole;
            case Integer whole -> whole.longValue();
            case Short whole -> whole.longValue();
            case Byte whole -> whole.longValue();
            case Double number -> number;
            case Float number -> number.doubleValue();
            case BigInteger whole -> fits(whole) ? (Object) whole.longValue() : (Object) whole.toString();
            case BigDecimal number -> number.doubleValue();
            case Map<?, ?> map -> copyMap(map, depth);
            case List<?> list -> copyList(list, depth);
            default ->
                throw new IllegalArgumentException(
                        "not plain data: " + value.getClass().getName());
        };
    }

    private static boolean fits(BigInteger whole) {
        return whole.bitLength() < Long.SIZE;
    }

    private static List<Object> copyList(List<?> source, int depth) {
        List<Object> copy = new ArrayList<>(source.size());
        for (Object item : source) {
            if (item != null) {
                copy.add(copyValue(item, depth + 1));
            }
        }
        return Collections.unmodifiableList(copy);
    }
}
