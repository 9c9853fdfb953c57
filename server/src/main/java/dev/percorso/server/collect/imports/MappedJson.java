package dev.percorso.server.collect.imports;

import dev.percorso.server.collect.files.JsonValues;
import dev.percorso.server.event.Event;
import dev.percorso.server.http.ProblemException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A mapping for JSON that comes one object at a time; the columns are places such as {@code customer.email}. */
public final class MappedJson {
    /** Why the object is no event, and what would be right. */
    public static final class NotMapped extends Exception {
        NotMapped(String reason) {
            super(reason);
        }
    }

    private final LineReader lines;
    private final String document;

    /**
     * @param source of the events
     * @param document stands for {@value Mapping#FILE}: the same text for the same document
     */
    public MappedJson(Mapping mapping, String source, String document) {
        if (mapping.group().isPresent() || mapping.lookups().isPresent()) {
            throw ProblemException.invalid("/mapping", "'group' and 'lookups' are for files only");
        }
        this.lines = new LineReader(mapping, source);
        this.document = document;
    }

    /**
     * @param entry whose values come first
     * @param around what the entry stands in, for values that it lacks
     */
    public Event event(JsonNode entry, JsonNode around, int number) throws NotMapped {
        Map<String, Object> values = new LinkedHashMap<>();
        if (around.isObject()) {
            values.putAll(JsonValues.flat(around));
        }
        if (!entry.isObject()) {
            throw new NotMapped("an entry must be a JSON object, not " + entry);
        }
        values.putAll(JsonValues.flat(entry));
        try {
            return lines.start(new Values(values, document, number)).finish();
        } catch (LineReader.BadLine bad) {
            throw new NotMapped(String.valueOf(bad.getMessage()));
        }
    }

    private record Values(Map<String, Object> values, String document, int number) implements LineReader.Line {
        @Override
        public String get(String column) {
            Object value = values.get(column);
            return switch (column) {
                case Mapping.LINE -> Integer.toString(number);
                case Mapping.FILE -> document;
                default ->
                    value == null
                            ? ""
                            : value instanceof Double amount
                                    ? BigDecimal.valueOf(amount)
                                            .stripTrailingZeros()
                                            .toPlainString()
                                    : value.toString().strip();
            };
        }

        @Override
        public Optional<Object> typed(String column) {
            return Optional.ofNullable(values.get(column)).filter(value -> !(value instanceof String));
        }
    }
}
