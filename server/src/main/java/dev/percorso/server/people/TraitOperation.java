package dev.percorso.server.people;

import dev.percorso.server.http.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/**
 * What an event may do to a trait depending on its value when the event comes to be projected. An event carries one as a
 * trait whose name {@link #of} makes; traits that are simply set need none.
 */
public enum TraitOperation {
    /** Set unless it has a value. */
    SET_ONCE("$set_once:"),
    /** Add a number; without a value it counts from 0. */
    ADD("$add:"),
    /** Put a value at the end of a list. */
    APPEND("$append:"),
    /** Put the values into a list that it does not have yet. */
    UNION("$union:"),
    /** Take a value out of a list. */
    REMOVE("$remove:"),
    /** Forget the trait. */
    UNSET("$unset:"),
    /** Forget all traits. */
    UNSET_ALL("$unset_all:");

    private static final TypeReference<List<Object>> LIST = new TypeReference<>() {};

    private final String prefix;

    TraitOperation(String prefix) {
        this.prefix = prefix;
    }

    /** The name under which an event carries this operation on the trait. */
    public String of(String trait) {
        return prefix + trait;
    }

    /** The name, operation included, of the trait without a prefix; empty when the trait does not begin with it. */
    static Optional<String> without(String prefix, String name) {
        String operation = find(name).map(known -> known.prefix).orElse("");
        return name.startsWith(prefix, operation.length())
                ? Optional.of(operation + name.substring(operation.length() + prefix.length()))
                : Optional.empty();
    }

    static boolean isIn(Map<String, Object> traits) {
        return traits.keySet().stream().anyMatch(name -> find(name).isPresent());
    }

    private static Optional<TraitOperation> find(String name) {
        if (!name.startsWith("$")) {
            return Optional.empty();
        }
        for (TraitOperation change : values()) {
            if (name.startsWith(change.prefix)) {
                return Optional.of(change);
            }
        }
        return Optional.empty();
    }

    /** The traits that an event speaks of by these names; empty when it speaks of all. */
    static Optional<Set<String>> named(Set<String> said) {
        Set<String> names = new TreeSet<>();
        for (String name : said) {
            Optional<TraitOperation> operation = find(name);
            if (operation.filter(UNSET_ALL::equals).isPresent()) {
                return Optional.empty();
            }
            names.add(operation
                    .map(known -> name.substring(known.prefix.length()))
                    .orElse(name));
        }
        return Optional.of(names);
    }

    /** The traits to set, {@code null} for those to forget, by what the event says and what is known. */
    static Map<String, @Nullable Object> resolve(Map<String, Object> said, Map<String, Object> known) {
        Map<String, @Nullable Object> changes = new LinkedHashMap<>();
        if (said.keySet().stream().anyMatch(name -> name.startsWith(UNSET_ALL.prefix))) {
            known.keySet().forEach(name -> changes.put(name, null));
        }
        said.forEach((name, value) -> {
            Optional<TraitOperation> change = find(name);
            if (change.isEmpty()) {
                changes.put(name, value);
            }
        });
        said.forEach((name, value) -> find(name).ifPresent(change -> {
            String trait = name.substring(change.prefix.length());
            Object before = changes.containsKey(trait) ? changes.get(trait) : known.get(trait);
            change.apply(changes, trait, before, value);
        }));
        return changes;
    }

    private void apply(Map<String, @Nullable Object> changes, String trait, @Nullable Object before, Object value) {
        switch (this) {
            case SET_ONCE -> changes.put(trait, Objects.requireNonNullElse(before, value));
            case ADD -> {
                if (value instanceof Number more) {
                    changes.put(trait, sum(before, more));
                }
            }
            case APPEND -> {
                List<Object> list = list(before);
                list.add(value);
                changes.put(trait, Json.text(list));
            }
            case UNION -> {
                List<Object> list = list(before);
                list(value).stream().filter(one -> !list.contains(one)).forEach(list::add);
                changes.put(trait, Json.text(list));
            }
            case REMOVE -> {
                if (before != null) {
                    List<Object> list = list(before);
                    list.removeAll(list(value));
                    changes.put(trait, Json.text(list));
                }
            }
            case UNSET -> changes.put(trait, null);
            case UNSET_ALL -> {
                // all known traits are forgotten already; what the same event sets stays
            }
        }
    }

    private static Object sum(@Nullable Object before, Number more) {
        if (!(before instanceof Number number)) {
            return more;
        }
        if (number instanceof Long && more instanceof Long) {
            return number.longValue() + more.longValue();
        }
        return number.doubleValue() + more.doubleValue();
    }

    /** Lists are kept as JSON text; a single value is a list of one. */
    private static List<Object> list(@Nullable Object value) {
        List<Object> list = new ArrayList<>();
        if (value instanceof String text && text.startsWith("[")) {
            try {
                Json.MAPPER.readValue(text, LIST).forEach(one -> list.add(widened(one)));
                return list;
            } catch (JacksonException justText) {
                list.clear();
            }
        }
        if (value != null) {
            list.add(value);
        }
        return list;
    }

    private static Object widened(Object value) {
        return value instanceof Integer whole ? Long.valueOf(whole) : value;
    }
}
