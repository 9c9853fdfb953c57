package dev.percorso.liquid;

import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Truth, equality, order and looking-into of values. */
final class Values {
    private Values() {}

    /** Refuses everything that is not plain data, and unwraps safe text. */
    static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case SafeText safe -> safe.text();
            case String text -> text;
            case Number number -> Numbers.of(number);
            case Boolean truth -> truth;
            case Map<?, ?> map -> map;
            case List<?> list -> list;
            case Temporal temporal -> temporal;
            case Range range -> range;
            case Special special -> special;
            case LoopState loop -> loop;
            default ->
                throw Problem.value(
                        "the data holds a " + value.getClass().getSimpleName(),
                        "pass maps, lists, texts, numbers, booleans and java.time values only");
        };
    }

    static boolean truthy(@Nullable Object value) {
        return value != null && !Boolean.FALSE.equals(value);
    }

    // ---- looking into values

    /** The value at a key or index; {@code nil} where there is none. */
    static @Nullable Object property(@Nullable Object target, @Nullable Object key, boolean dotted) {
        Object container = plain(target);
        if (container instanceof LoopState loop && key instanceof String name) {
            return loop.property(name);
        }
        if (container instanceof Map<?, ?> map && key instanceof String name && map.containsKey(name)) {
            return map.get(name);
        }
        if (container instanceof List<?> list && Numbers.integer(key).isPresent() && key instanceof Number) {
            return element(list, Numbers.integer(key).get());
        }
        return dotted && key instanceof String name ? special(container, name) : null;
    }

    private static @Nullable Object element(List<?> list, long index) {
        long place = index < 0 ? list.size() + index : index;
        return place >= 0 && place < list.size() ? list.get((int) place) : null;
    }

    private static @Nullable Object special(@Nullable Object container, String name) {
        return switch (name) {
            case "size" -> container == null ? null : sizeOf(container);
            case "first" -> first(container);
            case "last" -> last(container);
            default -> null;
        };
    }

    private static @Nullable Object sizeOf(Object container) {
        return switch (container) {
            case String text -> (long) text.codePointCount(0, text.length());
            case List<?> list -> (long) list.size();
            case Map<?, ?> map -> (long) map.size();
            case Range range -> range.size();
            default -> null;
        };
    }

    static long size(@Nullable Object value) {
        return value != null && sizeOf(value) instanceof Long size ? size : 0;
    }

    static @Nullable Object first(@Nullable Object container) {
        return switch (container) {
            case List<?> list -> list.isEmpty() ? null : list.getFirst();
            case Map<?, ?> map ->
                map.isEmpty() ? null : pair(map.entrySet().iterator().next());
            case Range range -> range.size() == 0 ? null : (Object) range.from();
            case String text -> text.isEmpty() ? null : text.substring(0, text.offsetByCodePoints(0, 1));
            case null, default -> null;
        };
    }

    static @Nullable Object last(@Nullable Object container) {
        return switch (container) {
            case List<?> list -> list.isEmpty() ? null : list.getLast();
            case Range range -> range.size() == 0 ? null : (Object) range.to();
            case String text -> text.isEmpty() ? null : text.substring(text.offsetByCodePoints(text.length(), -1));
            case null, default -> null;
        };
    }

    /** A map's entry as a loop sees it: a list of key and value. */
    static List<@Nullable Object> pair(Map.Entry<?, ?> entry) {
        return Collections.unmodifiableList(Arrays.<@Nullable Object>asList(entry.getKey(), entry.getValue()));
    }

    // ---- comparing

    static boolean equal(@Nullable Object leftValue, @Nullable Object rightValue, Meter meter) {
        Object left = plain(leftValue);
        Object right = plain(rightValue);
        meter.step();
        if (left instanceof Special || right instanceof Special) {
            return left instanceof Special special ? is(right, special) : is(left, (Special) right);
        }
        if (left instanceof Number first && right instanceof Number second) {
            return Numbers.compare(first, second) == 0;
        }
        if (left instanceof List<?> first && right instanceof List<?> second) {
            return equalLists(first, second, meter);
        }
        if (left instanceof Map<?, ?> first && right instanceof Map<?, ?> second) {
            return equalMaps(first, second, meter);
        }
        if (left instanceof String text) {
            meter.scan(text.length());
        }
        return Objects.equals(left, right);
    }

    private static boolean is(@Nullable Object value, @Nullable Special special) {
        return switch (value) {
            case null -> special == Special.BLANK;
            case Boolean truth -> special == Special.BLANK && !truth;
            case String text -> special == Special.BLANK ? text.isBlank() : text.isEmpty();
            case List<?> list -> list.isEmpty();
            case Map<?, ?> map -> map.isEmpty();
            case Special other -> other == special;
            default -> false;
        };
    }

    private static boolean equalLists(List<?> left, List<?> right, Meter meter) {
        if (left.size() != right.size()) {
            return false;
        }
        meter.enter();
        boolean equal = true;
        for (int index = 0; index < left.size() && equal; index++) {
            equal = equal(left.get(index), right.get(index), meter);
        }
        meter.leave();
        return equal;
    }

    private static boolean equalMaps(Map<?, ?> left, Map<?, ?> right, Meter meter) {
        if (left.size() != right.size()) {
            return false;
        }
        meter.enter();
        boolean equal = true;
        for (Map.Entry<?, ?> entry : left.entrySet()) {
            equal = equal
                    && right.containsKey(entry.getKey())
                    && equal(entry.getValue(), right.get(entry.getKey()), meter);
        }
        meter.leave();
        return equal;
    }

    /** True when the order holds; false for values that have none; a number and a text are an error. */
    static boolean ordered(
            @Nullable Object leftValue, Expression.Operator operator, @Nullable Object rightValue, Meter meter) {
        Object left = plain(leftValue);
        Object right = plain(rightValue);
        meter.step();
        if (!isOrdered(left) || !isOrdered(right)) {
            return false;
        }
        int order = compare(left, right, meter);
        return switch (operator) {
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
            case TRUTH, EQUAL, NOT_EQUAL, CONTAINS -> throw new IllegalArgumentException("no order: " + operator);
        };
    }

    private static boolean isOrdered(@Nullable Object value) {
        return value instanceof Number || value instanceof String || value instanceof Temporal;
    }

    /** Orders two plain values of the same sort. */
    static int compare(@Nullable Object left, @Nullable Object right, Meter meter) {
        meter.step();
        if (left instanceof Number first && right instanceof Number second) {
            return Numbers.compare(first, second);
        }
        if (left instanceof String first && right instanceof String second) {
            meter.scan(Math.min(first.length(), second.length()));
            return first.compareTo(second);
        }
        if (left instanceof Temporal first && right instanceof Temporal second) {
            return Moments.compare(first, second);
        }
        throw Problem.value(
                "a " + kind(left) + " cannot be compared with a " + kind(right),
                "compare like with like; `plus: 0` turns a text into a number");
    }

    static boolean contains(@Nullable Object containerValue, @Nullable Object itemValue, Meter meter) {
        Object container = plain(containerValue);
        Object item = plain(itemValue);
        if (!truthy(container) || !truthy(item)) {
            return false;
        }
        return switch (container) {
            case String text -> Search.indexOf(text, Printer.text(item, meter), 0, meter) >= 0;
            case List<?> list -> containsElement(list, item, meter);
            case Map<?, ?> map -> item instanceof String key && map.containsKey(key);
            case Range range ->
                item instanceof Number number
                        && Numbers.compare(number, range.from()) >= 0
                        && Numbers.compare(number, range.to()) <= 0;
            case null, default -> false;
        };
    }

    private static boolean containsElement(List<?> list, @Nullable Object item, Meter meter) {
        for (Object element : list) {
            if (equal(element, item, meter)) {
                return true;
            }
        }
        return false;
    }

    // ---- lists

    /** Any value as the list that filters work on: nested lists become flat, a lone value is a list of one. */
    static List<@Nullable Object> flat(@Nullable Object value, Meter meter) {
        List<@Nullable Object> elements = new ArrayList<>();
        switch (plain(value)) {
            case null -> {}
            case Special special -> meter.step();
            case List<?> list -> flatten(list, elements, meter);
            case Range range -> {
                for (long next = range.from(); range.contains(next); next++) {
                    meter.list(1);
                    elements.add(next);
                    if (next == Long.MAX_VALUE) {
                        break;
                    }
                }
            }
            case Object other -> elements.add(other);
        }
        return elements;
    }

    private static void flatten(List<?> list, List<@Nullable Object> elements, Meter meter) {
        meter.enter();
        for (Object element : list) {
            meter.list(1);
            Object plain = plain(element);
            if (plain instanceof List<?> nested) {
                flatten(nested, elements, meter);
            } else {
                elements.add(plain);
            }
        }
        meter.leave();
    }

    /** The word for a value's type in messages. */
    static String kind(@Nullable Object value) {
        return switch (value) {
            case null -> "nil";
            case String text -> text.isEmpty() ? "empty text" : "text";
            case Number number -> Numbers.isDecimal(Numbers.of(number)) ? "decimal number" : "whole number";
            case Boolean truth -> truth ? "true" : "false";
            case List<?> list -> list.isEmpty() ? "empty list" : "list";
            case Map<?, ?> map -> map.isEmpty() ? "empty object" : "object";
            case Temporal temporal -> "time (" + temporal.getClass().getSimpleName() + ")";
            case Range range -> "range of " + range.size();
            default -> "value";
        };
    }
}
