package dev.percorso.liquid;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Filters over lists. A lone value counts as a list of one, nested lists are flattened, as in Shopify's Liquid. */
final class ListFilters {
    static final List<Filter> ALL = List.of(
            Filter.of("compact", 0, 1, ListFilters::compact),
            Filter.of("concat", 1, 1, ListFilters::concat),
            Filter.of("find", 1, 2, ListFilters::find),
            Filter.of("find_index", 1, 2, ListFilters::findIndex),
            Filter.of("first", 0, 0, (input, arguments) -> Values.first(input)),
            Filter.of("has", 1, 2, ListFilters::has),
            Filter.of("join", 0, 1, ListFilters::join),
            Filter.of("last", 0, 0, (input, arguments) -> Values.last(input)),
            Filter.of("map", 1, 1, ListFilters::map),
            Filter.of("reject", 1, 2, (input, arguments) -> selected(input, arguments, false)),
            Filter.of("reverse", 0, 0, ListFilters::reverse),
            Filter.of("sort", 0, 1, ListFilters::sort),
            Filter.of("sort_natural", 0, 1, ListFilters::sortNatural),
            Filter.of("uniq", 0, 1, ListFilters::unique),
            Filter.of("where", 1, 2, (input, arguments) -> selected(input, arguments, true)));

    private ListFilters() {}

    /** An element's property as Ruby reads it: of objects by key, of texts the part itself, of whole numbers a bit. */
    static @Nullable Object property(@Nullable Object element, @Nullable Object key, Arguments arguments) {
        return switch (element) {
            case Map<?, ?> map -> key instanceof String name ? map.get(name) : null;
            case String text -> part(text, key, arguments);
            case Long number when key instanceof Long bit -> bit >= 0 && bit < Long.SIZE ? number >> bit & 1 : 0L;
            case null, default ->
                throw Problem.value(
                        "`" + arguments.filter() + "` cannot read the property \"" + arguments.text(0) + "\" of a "
                                + Values.kind(element),
                        "use it on a list of objects");
        };
    }

    private static @Nullable Object part(String text, @Nullable Object key, Arguments arguments) {
        String wanted = Printer.text(key, arguments.meter());
        return Search.indexOf(text, wanted, 0, arguments.meter()) >= 0 ? wanted : null;
    }

    private static boolean matches(@Nullable Object element, Arguments arguments) {
        Object value = property(element, arguments.value(0), arguments);
        Object wanted = arguments.value(1);
        return wanted == null ? Values.truthy(value) : Values.equal(value, wanted, arguments.meter());
    }

    /** Elements that have no properties at all end the search without a result. */
    private static boolean hasNoProperties(@Nullable Object element) {
        return element == null || element instanceof Boolean;
    }

    private static @Nullable Object selected(@Nullable Object input, Arguments arguments, boolean wanted) {
        List<@Nullable Object> result = new ArrayList<>();
        for (Object element : Values.flat(input, arguments.meter())) {
            if (hasNoProperties(element)) {
                return null;
            }
            if (matches(element, arguments) == wanted) {
                arguments.meter().list(1);
                result.add(element);
            }
        }
        return result;
    }

    private static @Nullable Object find(@Nullable Object input, Arguments arguments) {
        for (Object element : Values.flat(input, arguments.meter())) {
            if (hasNoProperties(element) || matches(element, arguments)) {
                return hasNoProperties(element) ? null : element;
            }
        }
        return null;
    }

    private static @Nullable Object findIndex(@Nullable Object input, Arguments arguments) {
        long index = 0;
        for (Object element : Values.flat(input, arguments.meter())) {
            if (hasNoProperties(element)) {
                return null;
            }
            if (matches(element, arguments)) {
                return index;
            }
            index++;
        }
        return null;
    }

    private static @Nullable Object has(@Nullable Object input, Arguments arguments) {
        for (Object element : Values.flat(input, arguments.meter())) {
            if (hasNoProperties(element)) {
                return null;
            }
            if (matches(element, arguments)) {
                return true;
            }
        }
        return false;
    }

    private static Object compact(@Nullable Object input, Arguments arguments) {
        List<@Nullable Object> result = new ArrayList<>();
        for (Object element : Values.flat(input, arguments.meter())) {
            Object value = arguments.value(0) == null ? element : property(element, arguments.value(0), arguments);
            if (value != null) {
                result.add(element);
            }
        }
        return result;
    }

    private static Object concat(@Nullable Object input, Arguments arguments) {
        Object other = arguments.value(0);
        if (!(other instanceof List<?>) && !(other instanceof Range)) {
            throw Problem.value("`concat` is given a " + Values.kind(other), "give it a list");
        }
        List<@Nullable Object> result = Values.flat(input, arguments.meter());
        result.addAll(Values.flat(other, arguments.meter()));
        return result;
    }

    private static Object join(@Nullable Object input, Arguments arguments) {
        String glue = arguments.has(0) ? arguments.text(0) : " ";
        StringBuilder text = new StringBuilder();
        String separator = "";
        for (Object element : Values.flat(input, arguments.meter())) {
            String piece = Printer.text(element, arguments.meter());
            arguments.meter().text((long) separator.length() + piece.length());
            text.append(separator).append(piece);
            separator = glue;
        }
        return text.toString();
    }

    private static Object map(@Nullable Object input, Arguments arguments) {
        List<@Nullable Object> result = new ArrayList<>();
        for (Object element : Values.flat(input, arguments.meter())) {
            if (!(element instanceof Map<?, ?>)) {
                throw Problem.value(
                        "`map` cannot read the property \"" + arguments.text(0) + "\" of a " + Values.kind(element),
                        "use it on a list of objects");
            }
            result.add(property(element, arguments.value(0), arguments));
        }
        return result;
    }

    private static Object reverse(@Nullable Object input, Arguments arguments) {
        List<@Nullable Object> elements = Values.flat(input, arguments.meter());
        Collections.reverse(elements);
        return elements;
    }

    // ---- sorting

    private static Object sort(@Nullable Object input, Arguments arguments) {
        return sorted(input, arguments, value -> value);
    }

    /** By the lower-case text of each value. */
    private static Object sortNatural(@Nullable Object input, Arguments arguments) {
        return sorted(input, arguments, value -> {
            if (value == null) {
                return null;
            }
            String text = Printer.text(value, arguments.meter());
            arguments.meter().text(text.length());
            return text.toLowerCase(Locale.ROOT);
        });
    }

    private record Keyed(@Nullable Object key, @Nullable Object element) {}

    private static Object sorted(
            @Nullable Object input, Arguments arguments, Function<@Nullable Object, @Nullable Object> toKey) {
        Meter meter = arguments.meter();
        Object property = arguments.value(0);
        List<Keyed> keyed = new ArrayList<>();
        for (Object element : Values.flat(input, meter)) {
            meter.list(4);
            Object value = property == null ? element : property(element, property, arguments);
            keyed.add(new Keyed(toKey.apply(Values.plain(value)), element));
        }
        // Stable, and nil goes last whatever the order of the rest.
        keyed.sort((left, right) -> {
            if (left.key() == null || right.key() == null) {
                return Boolean.compare(left.key() == null, right.key() == null);
            }
            return Values.compare(left.key(), right.key(), meter);
        });
        List<@Nullable Object> result = new ArrayList<>();
        for (Keyed pair : keyed) {
            result.add(pair.element());
        }
        return result;
    }

    private static Object unique(@Nullable Object input, Arguments arguments) {
        Object property = arguments.value(0);
        List<@Nullable Object> result = new ArrayList<>();
        Set<@Nullable Object> scalars = new HashSet<>();
        List<@Nullable Object> compounds = new ArrayList<>();
        for (Object element : Values.flat(input, arguments.meter())) {
            Object key = Values.plain(property == null ? element : property(element, property, arguments));
            if (isNew(key, scalars, compounds, arguments.meter())) {
                result.add(element);
            }
        }
        return result;
    }

    private static boolean isNew(
            @Nullable Object key, Set<@Nullable Object> scalars, List<@Nullable Object> compounds, Meter meter) {
        if (key instanceof String text) {
            meter.scan(text.length());
        }
        if (!(key instanceof List<?>) && !(key instanceof Map<?, ?>)) {
            return scalars.add(canonical(key));
        }
        for (Object compound : compounds) {
            if (Values.equal(compound, key, meter)) {
                return false;
            }
        }
        return compounds.add(key);
    }

    /** 1 and 1.0 are one value. */
    private static @Nullable Object canonical(@Nullable Object key) {
        return switch (key) {
            case BigDecimal decimal -> decimal.stripTrailingZeros();
            case BigInteger integer -> new BigDecimal(integer).stripTrailingZeros();
            case Long integer -> BigDecimal.valueOf(integer).stripTrailingZeros();
            case null -> null;
            case Object other -> other;
        };
    }
}
