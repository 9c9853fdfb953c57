package dev.percorso.server.collect.imports;

import dev.percorso.server.collect.imports.Mapping.Aggregate;
import dev.percorso.server.collect.imports.Mapping.MappedValue;
import dev.percorso.server.collect.imports.Mapping.ValueType;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.Event.Kind;
import dev.percorso.server.people.RefusedIds;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Turns lines into events as a mapping says. */
final class LineReader {
    private static final int LONGEST_NAME = 200;

    /** A line that the mapping cannot read: why, and what would be right. */
    static final class BadLine extends Exception {
        BadLine(String reason) {
            super(reason);
        }
    }

    /** A line's fields by column; absent and empty are the same. */
    interface Line {
        String get(String column);

        /** The value as the file holds it, where files have types: a {@code Long}, {@code Double} or {@code Boolean}. */
        Optional<Object> typed(String column);
    }

    private final Mapping mapping;
    private final String source;
    private final ReadTimes times;
    private final char decimal;

    LineReader(Mapping mapping, String source) {
        this.mapping = mapping;
        this.source = source;
        this.times = ReadTimes.of(mapping);
        this.decimal = mapping.decimal().map(sign -> sign.charAt(0)).orElse(ReadNumbers.POINT);
    }

    /** The values that tell which event a line belongs to. */
    String groupOf(Line line) {
        return mapping.group().orElse(List.of()).stream().map(line::get).collect(Collectors.joining("\u0000"));
    }

    /** Starts an event with its first line. */
    Pending start(Line line) throws BadLine {
        Optional<String> user = mapping.user().flatMap(person -> id(person, line));
        Optional<String> guest = mapping.also()
                .flatMap(person -> id(person, line))
                .or(() -> user.isPresent() ? Optional.empty() : mapping.guest().flatMap(person -> id(person, line)));
        if (user.isEmpty() && guest.isEmpty() && !mapping.isOfCompanies()) {
            throw new BadLine("no person: '%s' is empty"
                    .formatted(mapping.user()
                            .or(mapping::guest)
                            .or(mapping::also)
                            .map(Mapping.Person::column)
                            .orElse("")));
        }
        for (Optional<String> id : List.of(user, guest)) {
            if (id.filter(RefusedIds::isRefused).isPresent()) {
                throw new BadLine("'%s' names nobody in particular; give each person an id of their own of at most 200"
                                .formatted(id.get())
                        + " characters");
            }
        }
        Pending pending = new Pending(user, guest, time(line), name(line), messageId(line));
        pending.add(line);
        if (user.isEmpty() && guest.isEmpty() && !pending.namesCompany()) {
            throw new BadLine("no company: the trait '%s' is empty".formatted(Event.GROUP_ID));
        }
        return pending;
    }

    private static Optional<String> id(Mapping.Person person, Line line) {
        return Optional.of(line.get(person.column()))
                .filter(value -> !value.isEmpty())
                .map(person::id);
    }

    private String name(Line line) throws BadLine {
        for (Mapping.NameRule rule : mapping.eventWhen().orElse(List.of())) {
            if (line.get(rule.column()).startsWith(rule.startsWith())) {
                return rule.event();
            }
        }
        Optional<String> own = mapping.eventColumn()
                .map(line::get)
                .filter(name -> !name.isEmpty())
                .or(mapping::event);
        if (own.isEmpty() && mapping.kindOrTrack().isReported()) {
            throw new BadLine(
                    "no event: '%s' is empty".formatted(mapping.eventColumn().orElse("")));
        }
        if (own.filter(name -> name.length() > LONGEST_NAME).isPresent()) {
            throw new BadLine("the name of the event is longer than %d characters".formatted(LONGEST_NAME));
        }
        return own.orElse("Identified");
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
            return times.instant(text);
        } catch (DateTimeException unreadable) {
            throw new BadLine("'%s' is not a time; expected %s".formatted(text, times.expected()));
        }
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

        boolean namesCompany() {
            return values.keySet().stream().anyMatch(field -> field.name().equals(Event.GROUP_ID));
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
                    Object plain = value instanceof BigDecimal number ? number.doubleValue() : value;
                    named.put(field.name(), field.name().equals(Event.GROUP_ID) ? value.toString() : plain);
                }
            }
            return named;
        }
    }

    private Object value(MappedValue field, Line line) throws BadLine {
        if (field.aggregation() == Aggregate.COUNT) {
            return BigDecimal.ONE;
        }
        if (field.product().isPresent()) {
            BigDecimal product = BigDecimal.ONE;
            for (String column : field.product().get()) {
                product = product.multiply(number(column, line));
            }
            return product;
        }
        String text =
                field.constant().orElseGet(() -> field.column().map(line::get).orElse(""));
        if (text.isEmpty()) {
            return "";
        }
        if (field.aggregation() == Aggregate.SUM
                || field.type().filter(ValueType.NUMBER::equals).isPresent()) {
            return field.column().isPresent()
                    ? number(field.column().get(), line)
                    : number(field.name(), text, ReadNumbers.POINT);
        }
        if (field.type().isEmpty()) {
            return field.column().flatMap(line::typed).orElse(text);
        }
        return field.type().get() == ValueType.BOOLEAN ? bool(field, text) : text;
    }

    /** What is a number in the file already has its decimals after a point. */
    private BigDecimal number(String column, Line line) throws BadLine {
        boolean isNumber =
                line.typed(column).filter(value -> value instanceof Number).isPresent();
        return number(column, line.get(column), isNumber ? ReadNumbers.POINT : decimal);
    }

    private static BigDecimal number(String column, String text, char decimal) throws BadLine {
        Optional<BigDecimal> number = ReadNumbers.number(text, decimal);
        if (number.isEmpty()) {
            throw new BadLine(
                    "'%s' in column '%s' is not a number; expected e.g. 12%s50".formatted(text, column, decimal));
        }
        return number.get();
    }

    private static boolean bool(MappedValue field, String text) throws BadLine {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1", "y", "sì", "si", "vero", "x" -> true;
            case "false", "no", "0", "n", "falso" -> false;
            default -> throw new BadLine("'%s' for '%s' is not yes or no".formatted(text, field.name()));
        };
    }
}
