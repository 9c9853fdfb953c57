package dev.percorso.server.collect.protocol;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads fields of what others send, where anything may stand in any place. */
final class Fields {
    static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

    private static final long FIRST_MILLISECONDS = 100_000_000_000L;
    private static final long FIRST_MICROSECONDS = 100_000_000_000_000L;
    private static final int DATE_LENGTH = 10;

    private Fields() {}

    static JsonNode object(JsonNode parent, String name) {
        return object(parent, name, NOTHING);
    }

    static JsonNode object(JsonNode parent, String name, JsonNode otherwise) {
        JsonNode child = parent.get(name);
        return child != null && child.isObject() ? child : otherwise;
    }

    static Optional<String> text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value != null && value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
    }

    /** An id may be a number; anything else that is not text names nobody. */
    static Optional<String> id(JsonNode node, String name) {
        JsonNode id = node.get(name);
        if (id == null || !(id.isString() || id.isNumber())) {
            return Optional.empty();
        }
        return Optional.of(id.asString()).filter(text -> !text.isBlank());
    }

    static boolean isTrue(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value != null && value.isBoolean() && value.booleanValue();
    }

    static boolean isFalse(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value != null && value.isBoolean() && !value.booleanValue();
    }

    /**
     * ISO 8601, or a number since 1970 in seconds, milliseconds or microseconds, whichever puts it into our time.
     *
     * @throws RefusedEventException when it stands there and is neither
     */
    static Optional<Instant> instant(JsonNode node, String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        try {
            if (value.isNumber()) {
                return Optional.of(epoch(value.decimalValue()));
            }
            if (value.isString()) {
                return instant(value.stringValue().strip());
            }
        } catch (DateTimeException | ArithmeticException | NumberFormatException | JacksonException bad) {
            // falls through to the same refusal
        }
        throw new RefusedEventException(
                "bad-time", "'%s' must be an ISO 8601 instant such as 2026-03-01T10:00:00.000Z".formatted(name));
    }

    private static Optional<Instant> instant(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.endsWith("Z")) {
            return Optional.of(Instant.parse(text));
        }
        if (text.chars().allMatch(letter -> Character.isDigit(letter) || letter == '.')) {
            return Optional.of(epoch(new BigDecimal(text)));
        }
        if (text.length() == DATE_LENGTH) {
            return Optional.of(
                    LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        }
        if (text.charAt(DATE_LENGTH < text.length() ? DATE_LENGTH : 0) == ' ') {
            return Optional.of(LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC));
        }
        return Optional.of(OffsetDateTime.parse(text).toInstant());
    }

    private static Instant epoch(BigDecimal number) {
        long size = number.abs().longValue();
        if (size >= FIRST_MICROSECONDS) {
            return Instant.ofEpochMilli(number.longValue() / 1_000);
        }
        if (size >= FIRST_MILLISECONDS) {
            return Instant.ofEpochMilli(number.longValue());
        }
        return Instant.ofEpochMilli(number.movePointRight(3).longValue());
    }
}
