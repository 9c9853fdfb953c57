package dev.percorso.liquid;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All filters by name. */
final class Filters {
    private static final Map<String, Filter> BY_NAME = new TreeMap<>();

    static {
        Stream.of(TextFilters.ALL, NumberFilters.ALL, ListFilters.ALL, ValueFilters.ALL)
                .flatMap(List::stream)
                .forEach(filter -> BY_NAME.put(filter.name(), filter));
    }

    private Filters() {}

    static Optional<Filter> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    static List<Filter> all() {
        return List.copyOf(BY_NAME.values());
    }

    /** The names an author may have meant: those that start alike, else all. */
    static String similar(String name) {
        List<String> alike = BY_NAME.keySet().stream()
                .filter(candidate -> !name.isEmpty() && candidate.charAt(0) == Character.toLowerCase(name.charAt(0)))
                .toList();
        return String.join(", ", alike.isEmpty() ? BY_NAME.keySet() : alike);
    }
}
