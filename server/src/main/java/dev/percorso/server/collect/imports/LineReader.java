package dev.percorso.server.collect.imports;

import dev.percorso.server.collect.imports.Mapping.Aggregate;
import dev.percorso.server.collect.imports.Mapping.MappedValue;
import dev.percorso.server.collect.imports.Mapping.ValueType;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.Event.Kind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Turns lines into events as a mapping says. */
final class LineReader {
    /** A line that the mapping cannot read: why, and what would be right. */
    static final class BadLine extends Exception {
        BadLine(String reason) {
            super(reason);
        }
    }

    /** A line's fields by column; absent and empty are the same. */
    interface Line {
        String get(String column);
    }

    private final Mapping mapping;
    private final String source;
    private final Optional<DateTimeFormatter> format;
    private final ZoneId zone;

    LineReader(Mapping mapping, String source) {
        this.mapping = mapping;
        this.source = source;
        this.format = mapping.time().format().map(pattern -> DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
        this.zone = mapping.time().zone().map(ZoneId::of).orElse(ZoneOffset.UTC);
    }

    /** The values that tell which event a line belongs to. */
    String groupOf(Line line) {
        return mapping.group().orElse(List.of()).stream().map(line::get).collect(Collectors.joining("\u0000"));
    }

    /** Starts an event with its first line. */
    Pending start(Line line) throws BadLine {
        Optional<String> user = mapping.user().flatMap(person -> id(person, line));
        Optional<String> guest =
                user.isPresent() ? Optional.empty() : mapping.guest().flatMap(person -> id(person, line));
        if (user.isEmpty() && guest.isEmpty()) {
            throw new BadLine("no person: '%s' is empty"
                    .formatted(mapping.user()
                            .or(mapping::guest)
                            .map(Mapping.Person::column)
                            .orElse("")));
        }
        Pending pending = new Pending(user, guest, time(line), name(line), messageId(line));
        pending.add(line);
        return pending;
    }

    private static Optional<String> id(Mapping.Person person, Line line) {
        return Optional.of(line.get(person.column()))
                .filter(value -> !value.isEmpty())
                .map(value -> person.prefix().orElse("") + value);
    }

    private String name(Line line) {
        for (Mapping.NameRule rule : mapping.eventWhen().orElse(List.of())) {
            if (line.get(rule.column()).startsWith(rule.startsWith())) {
                return rule.event();
            }
        }
        return mapping.event().orElse("Identified");
    }

    /** The same line always has the same id, in whatever run. */
    private String messageId(Line line) {
        String key = mapping.title()
                + mapping.id().stream().map(line::get).collect(Collectors.joining("\u0000", "\u0000", ""));
        return "import-" + UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    }

    private Instant time(Line line) throws BadLine {
        String text = mapping.time()
                .constant()
                .orElseGet(() -> mapping.time().column().map(line::get).orElse(""));
        try {
            if (format.isPresent()) {
                return instant(format.get().parse(text));
            }
            if (text.length() == 10) {
                return LocalDate.parse(text).atStartOfDay(zone).toInstant();
            }
            return instant(DateTimeFormatter.ISO_DATE_TIME.parse(text.replace(' ', 'T')));
        } catch (DateTimeException unreadable) {
            throw new BadLine("'%s' is not a time; expected %s"
                    .formatted(text, mapping.time().format().orElse("ISO 8601, e.g. 2026-03-01T09:30:00Z")));
        }
    }

    private Instant instant(TemporalAccessor parsed) {
        if (parsed.isSupported(ChronoField.OFFSET_SECONDS)) {
            return ZonedDateTime.from(parsed).toInstant();
        }
        if (parsed.isSupported(ChronoField.HOUR_OF_DAY)) {
            return LocalDateTime.from(parsed).atZone(zone).toInstant();
        }
        return LocalDate.from(parsed).atStartOfDay(zone).toInstant();
    }

    /** An event while its lines come in. */
    final class Pending {
        private final Optional<String> user;
        private final Optional<String> guest;
        private final Instant time;
        private final String name;
        private final String messageId;
        private final Map<MappedValue, Object> values = new LinkedHashMap<>();
        private final Map<MappedValue, java.util.Set<String>> distinct = new LinkedHashMap<>();

        Pending(Optional<String> user, Optional<String> guest, Instant time, String name, String messageId) {
            this.user = user;
            this.guest = guest;
            this.time = time;
            this.name = name;
            this.messageId = messageId;
        }

        /** Adds a line; a bad one leaves the event as it was. */
        void add(Line line) throws BadLine {
            Map<MappedValue, Object> read = new LinkedHashMap<>();
            for (MappedValue field : mapping.fields()) {
                Object value = value(field, line);
                if (!value.equals("")) {
                    read.put(field, value);
                }
            }
            read.forEach(this::merge);
        }

        private void merge(MappedValue field, Object value) {
            switch (field.aggregation()) {
                case FIRST -> values.putIfAbsent(field, value);
                case SUM, COUNT -> values.merge(field, value, (a, b) -> ((BigDecimal) a).add((BigDecimal) b));
                case DISTINCT ->
                    distinct.computeIfAbsent(field, ignored -> new java.util.HashSet<>())
                            .add(value.toString());
            }
        }

        Event finish() {
            distinct.forEach((field, set) -> values.put(field, BigDecimal.valueOf(set.size())));
            Kind kind = mapping.kindOrTrack();
            return new Event(
                    messageId,
                    kind,
                    name,
                    guest,
                    user,
                    Optional.empty(),
                    time,
                    named(mapping.properties().orElse(List.of())),
                    named(mapping.traits().orElse(List.of())),
                    source);
        }

        private Map<String, Object> named(List<MappedValue> fields) {
            Map<String, Object> named = new LinkedHashMap<>();
            for (MappedValue field : fields) {
                Object value = values.get(field);
                if (value != null) {
                    named.put(field.name(), value instanceof BigDecimal number ? number.doubleValue() : value);
                }
            }
            return named;
        }
    }

    private static Object value(MappedValue field, Line line) throws BadLine {
        if (field.aggregation() == Aggregate.COUNT) {
            return BigDecimal.ONE;
        }
        if (field.product().isPresent()) {
            BigDecimal product = BigDecimal.ONE;
            for (String column : field.product().get()) {
                product = product.multiply(number(column, line.get(column)));
            }
            return product;
        }
        String text =
                field.constant().orElseGet(() -> field.column().map(line::get).orElse(""));
        if (text.isEmpty()) {
            return "";
        }
        if (field.aggregation() == Aggregate.SUM || field.kind() == ValueType.NUMBER) {
            return number(field.column().orElse(field.name()), text);
        }
        return field.kind() == ValueType.BOOLEAN ? bool(field, text) : text;
    }

    private static BigDecimal number(String column, String text) throws BadLine {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException unreadable) {
            throw new BadLine("'%s' in column '%s' is not a number; expected e.g. 12.50".formatted(text, column));
        }
    }

    private static boolean bool(MappedValue field, String text) throws BadLine {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1", "y" -> true;
            case "false", "no", "0", "n" -> false;
            default -> throw new BadLine("'%s' for '%s' is not yes or no".formatted(text, field.name()));
        };
    }
}
