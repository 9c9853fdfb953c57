package dev.percorso.flow.format;

import dev.percorso.flow.PlainData;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads typed fields from a plain map and names the place of what does not fit. */
final class PlainReader {
    private final Map<?, ?> fields;
    private final String path;

    PlainReader(Map<?, ?> fields, String path) {
        this.fields = fields;
        this.path = path;
    }

    /** Text that must be there. */
    String text(String name) {
        return optionalText(name).orElseThrow(() -> wrong(name, "is missing; text is expected"));
    }

    Optional<String> optionalText(String name) {
        return switch (fields.get(name)) {
            case null -> Optional.empty();
            case String text -> Optional.of(text);
            default -> throw wrong(name, "is not text");
        };
    }

    boolean truth(String name, boolean whenAbsent) {
        return switch (fields.get(name)) {
            case null -> whenAbsent;
            case Boolean truth -> truth;
            default -> throw wrong(name, "is neither true nor false");
        };
    }

    long whole(String name, long whenAbsent) {
        return switch (fields.get(name)) {
            case null -> whenAbsent;
            case Number number when number.doubleValue() == Math.rint(number.doubleValue()) -> number.longValue();
            default -> throw wrong(name, "is not a whole number");
        };
    }

    int smallWhole(String name, int whenAbsent) {
        long whole = whole(name, whenAbsent);
        if (whole != (int) whole) {
            throw wrong(name, "is too large");
        }
        return (int) whole;
    }

    /** Milliseconds since 1970, or text. */
    Instant instant(String name) {
        if (fields.get(name) instanceof Number) {
            return Instant.ofEpochMilli(whole(name, 0));
        }
        return parsed(name, Instant::parse, "an instant such as 2026-03-01T10:00:00Z");
    }

    private <T> T parsed(String name, Function<String, T> parser, String expected) {
        try {
            return parser.apply(text(name));
        } catch (DateTimeException | IllegalArgumentException malformed) {
            throw wrong(name, "is not " + expected);
        }
    }

    /** A constant by its name, in lower case with hyphens. */
    <E extends Enum<E>> E constant(String name, Class<E> type) {
        String text = text(name);
        E[] constants = type.getEnumConstants();
        return Arrays.stream(constants)
                .filter(constant -> nameOf(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> wrong(
                        name,
                        "must be one of "
                                + Arrays.stream(constants)
                                        .map(PlainReader::nameOf)
                                        .collect(Collectors.joining(", "))));
    }

    static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    PlainReader object(String name) {
        return optionalObject(name).orElseThrow(() -> wrong(name, "is missing; an object is expected"));
    }

    Optional<PlainReader> optionalObject(String name) {
        return switch (fields.get(name)) {
            case null -> Optional.empty();
            case Map<?, ?> map -> Optional.of(new PlainReader(map, path + "/" + name));
            default -> throw wrong(name, "is not an object");
        };
    }

    Map<String, Integer> counts(String name) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        Optional<PlainReader> object = optionalObject(name);
        object.ifPresent(reader -> reader.fields
                .keySet()
                .forEach(key -> counts.put(String.valueOf(key), reader.smallWhole(String.valueOf(key), 0))));
        return counts;
    }

    /** A map of texts; empty when absent. */
    Map<String, String> texts(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        optionalObject(name)
                .ifPresent(reader -> reader.fields
                        .keySet()
                        .forEach(key -> texts.put(String.valueOf(key), reader.text(String.valueOf(key)))));
        return texts;
    }

    /** A map of maps of plain data; empty when absent. */
    Map<String, Map<String, Object>> tables(String name) {
        Map<String, Map<String, Object>> tables = new LinkedHashMap<>();
        optionalObject(name)
                .ifPresent(reader -> reader.fields.keySet().forEach(key -> {
                    String table = String.valueOf(key);
                    tables.put(table, PlainData.copyOf(reader.data(table)));
                }));
        return tables;
    }

    /** A map of plain data; empty when absent. */
    Map<String, Object> data(String name) {
        Map<String, Object> data = new LinkedHashMap<>();
        optionalObject(name)
                .ifPresent(reader -> reader.fields.forEach((key, value) -> {
                    if (value != null) {
                        data.put(String.valueOf(key), value);
                    }
                }));
        return data;
    }

    private FormatException wrong(String name, String problem) {
        return new FormatException(path + "/" + name, problem);
    }
}
