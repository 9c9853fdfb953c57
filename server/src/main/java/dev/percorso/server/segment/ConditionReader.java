package dev.percorso.server.segment;

import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.ProblemException.FieldError;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Reads the JSON of a condition. It goes on after a fault, so that one problem names every fault with a pointer to it.
 */
final class ConditionReader {
    private static final int MOST_CONDITIONS = 200;
    private static final int MOST_DAYS = 36_500;
    private static final int MOST_COUNT = 1_000_000;
    private static final String TYPES =
            "all, any, not, trait, event, sequence, lastSeen, firstSeen, sessions, stage, segment, list";

    /** Stands for a part that has a fault; never leaves the reader. */
    private static final Condition FAULTY = new Condition.All(List.of());

    private final List<FieldError> faults = new ArrayList<>();
    private final List<Reference> references = new ArrayList<>();
    private int conditions;

    private ConditionReader() {}

    /**
     * A segment, stage or list that the condition names.
     *
     * @param pointer to the name
     */
    record Reference(String pointer, Kind kind, String id) {
        boolean isStage() {
            return kind == Kind.STAGE;
        }

        /** The condition of which it is the name. */
        Condition referring() {
            return switch (kind) {
                case SEGMENT -> new Condition.Segment(id);
                case STAGE -> new Condition.Stage(id);
                case LIST -> new Condition.OnList(id);
            };
        }
    }

    /** What is named; its name in lower case is that of the field. */
    enum Kind {
        SEGMENT,
        STAGE,
        LIST;

        String field() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A condition with all it refers to. */
    record Reading(Condition condition, List<Reference> references) {}

    /**
     * @param pointer where the condition stands in the document, e.g. {@code /condition}
     * @throws ProblemException that names every fault
     */
    static Reading read(JsonNode tree, String pointer) {
        ConditionReader reader = new ConditionReader();
        Condition condition = reader.condition(tree, pointer);
        if (!reader.faults.isEmpty()) {
            throw ProblemException.invalid(reader.faults);
        }
        return new Reading(condition, List.copyOf(reader.references));
    }

    private Condition condition(JsonNode node, String pointer) {
        if (!node.isObject()) {
            return fault(pointer, "a condition is an object with a 'type', one of " + TYPES);
        }
        if (++conditions > MOST_CONDITIONS) {
            return fault(pointer, "a condition has at most %d parts".formatted(MOST_CONDITIONS));
        }
        String type = node.path("type").asString("");
        return switch (type) {
            case "all" -> only(node, pointer, Set.of("conditions"), () -> new Condition.All(parts(node, pointer)));
            case "any" -> only(node, pointer, Set.of("conditions"), () -> new Condition.Any(parts(node, pointer)));
            case "not" ->
                only(
                        node,
                        pointer,
                        Set.of("condition"),
                        () -> new Condition.Not(condition(node.path("condition"), pointer + "/condition")));
            case "trait" ->
                only(node, pointer, Set.of("trait", "operator", "value", "values"), () -> trait(node, pointer));
            case "event" ->
                only(
                        node,
                        pointer,
                        Set.of("match", "comparison", "count", "within", "from", "to"),
                        () -> event(node, pointer));
            case "sequence" -> only(node, pointer, Set.of("matches", "within"), () -> sequence(node, pointer));
            case "lastSeen" ->
                only(
                        node,
                        pointer,
                        Set.of("comparison", "days"),
                        () -> new Condition.LastSeen(recency(node, pointer), days(node, pointer)));
            case "firstSeen" ->
                only(
                        node,
                        pointer,
                        Set.of("comparison", "days"),
                        () -> new Condition.FirstSeen(recency(node, pointer), days(node, pointer)));
            case "sessions" ->
                only(
                        node,
                        pointer,
                        Set.of("comparison", "count"),
                        () -> new Condition.Sessions(
                                comparison(node, pointer), whole(node, "count", pointer, 0, MOST_COUNT, 1)));
            case "stage" ->
                only(node, pointer, Set.of("stage"), () -> new Condition.Stage(reference(node, Kind.STAGE, pointer)));
            case "list" ->
                only(node, pointer, Set.of("list"), () -> new Condition.OnList(reference(node, Kind.LIST, pointer)));
            case "segment" ->
                only(
                        node,
                        pointer,
                        Set.of("segment"),
                        () -> new Condition.Segment(reference(node, Kind.SEGMENT, pointer)));
            default ->
                fault(
                        pointer + "/type",
                        type.isEmpty()
                                ? "a condition needs a 'type', one of " + TYPES
                                : "the type '%s' is not known; use one of %s".formatted(type, TYPES));
        };
    }

    private interface Part {
        Condition read();
    }

    /** Reads the part after checking that the node has no other fields than those of its type. */
    private Condition only(JsonNode node, String pointer, Set<String> fields, Part part) {
        for (String name : node.propertyNames()) {
            if (!name.equals("type") && !fields.contains(name)) {
                fault(
                        pointer + "/" + escaped(name),
                        "'%s' is not a field of a condition of type '%s'; it has %s"
                                .formatted(name, node.path("type").asString(), new TreeSet<>(fields)));
            }
        }
        return part.read();
    }

    private List<Condition> parts(JsonNode node, String pointer) {
        return list(node, "conditions", pointer, this::condition);
    }

    private Condition trait(JsonNode node, String pointer) {
        return test(node, text(node, "trait", pointer), pointer)
                .<Condition>map(Condition.Trait::new)
                .orElse(FAULTY);
    }

    private Condition event(JsonNode node, String pointer) {
        Optional<EventMatch> match = match(node.path("match"), pointer + "/match");
        Comparison comparison = node.has("comparison") ? comparison(node, pointer) : Comparison.AT_LEAST;
        int count = whole(node, "count", pointer, 0, MOST_COUNT, 1);
        Period period = period(node, pointer);
        return match.<Condition>map(event -> new Condition.Event(event, comparison, count, period))
                .orElse(FAULTY);
    }

    private Condition sequence(JsonNode node, String pointer) {
        List<Optional<EventMatch>> matches = list(node, "matches", pointer, this::match);
        if (matches.size() < 2) {
            fault(pointer + "/matches", "a sequence needs at least two events, in order");
        }
        return new Condition.Sequence(matches.stream().flatMap(Optional::stream).toList(), duration(node, pointer));
    }

    private Period period(JsonNode node, String pointer) {
        Optional<Duration> within = duration(node, pointer);
        if (!node.has("from") && !node.has("to")) {
            return within.<Period>map(Period.Within::new).orElse(new Period.Ever());
        }
        if (node.has("within")) {
            fault(pointer + "/within", "give either 'within' or 'from' and 'to', not both");
        }
        Optional<LocalDate> from = date(node, "from", pointer);
        Optional<LocalDate> to = date(node, "to", pointer);
        if (from.isEmpty() || to.isEmpty()) {
            return new Period.Ever();
        }
        if (from.get().isAfter(to.get())) {
            fault(pointer + "/to", "'to' (%s) must not be before 'from' (%s)".formatted(to.get(), from.get()));
            return new Period.Ever();
        }
        return new Period.Between(from.get(), to.get());
    }

    private Optional<EventMatch> match(JsonNode node, String pointer) {
        if (!node.isObject()) {
            fault(pointer, "an event match is an object with an 'event' and, if need be, 'where'");
            return Optional.empty();
        }
        noOther(node, pointer, Set.of("event", "where"));
        String event = text(node, "event", pointer);
        List<Optional<PropertyCondition>> where =
                node.has("where") ? list(node, "where", pointer, this::propertyCondition) : List.of();
        if (event.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(
                new EventMatch(event, where.stream().flatMap(Optional::stream).toList()));
    }

    private Optional<PropertyCondition> propertyCondition(JsonNode node, String pointer) {
        noOther(node, pointer, Set.of("property", "operator", "value", "values"));
        return test(node, text(node, "property", pointer), pointer);
    }

    private void noOther(JsonNode node, String pointer, Set<String> fields) {
        for (String name : node.propertyNames()) {
            if (!fields.contains(name)) {
                fault(
                        pointer + "/" + escaped(name),
                        "'%s' is not known here; known are %s".formatted(name, new TreeSet<>(fields)));
            }
        }
    }

    private Optional<PropertyCondition> test(JsonNode node, String property, String pointer) {
        String operatorName = node.path("operator").asString("");
        Optional<Operator> operator = Operator.of(operatorName);
        if (operator.isEmpty()) {
            fault(
                    pointer + "/operator",
                    "the operator '%s' is not known; use one of %s".formatted(operatorName, Operator.known()));
            return Optional.empty();
        }
        if (property.isBlank()) {
            return Optional.empty();
        }
        Optional<Object> value = node.has("value") ? scalar(node.path("value"), pointer + "/value") : Optional.empty();
        List<Object> values = node.has("values")
                ? list(node, "values", pointer, this::scalar).stream()
                        .flatMap(Optional::stream)
                        .toList()
                : List.of();
        try {
            return Optional.of(new PropertyCondition(property, operator.get(), value, values));
        } catch (IllegalArgumentException wrong) {
            fault(pointer + (node.has("values") ? "/values" : "/value"), String.valueOf(wrong.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<Object> scalar(JsonNode node, String pointer) {
        if (node.isString()) {
            return Optional.of(node.asString());
        }
        if (node.isBoolean()) {
            return Optional.of(node.asBoolean());
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return Optional.of(node.asLong());
        }
        if (node.isNumber()) {
            return Optional.of(node.asDouble());
        }
        fault(pointer, "a value is a text, a number or a boolean");
        return Optional.empty();
    }

    private Comparison comparison(JsonNode node, String pointer) {
        String name = node.path("comparison").asString("");
        Optional<Comparison> comparison = Comparison.of(name);
        if (comparison.isEmpty()) {
            fault(
                    pointer + "/comparison",
                    "the comparison '%s' is not known; use atLeast, atMost or exactly".formatted(name));
        }
        return comparison.orElse(Comparison.AT_LEAST);
    }

    private Comparison recency(JsonNode node, String pointer) {
        Comparison comparison = comparison(node, pointer);
        if (comparison == Comparison.EXACTLY) {
            fault(pointer + "/comparison", "days ago are compared with atLeast or atMost");
        }
        return comparison;
    }

    private int days(JsonNode node, String pointer) {
        if (!node.has("days")) {
            fault(pointer + "/days", "how many 'days' ago is missing");
            return 0;
        }
        return whole(node, "days", pointer, 0, MOST_DAYS, 0);
    }

    private int whole(JsonNode node, String field, String pointer, int least, int most, int byDefault) {
        if (!node.has(field)) {
            return byDefault;
        }
        JsonNode value = node.path(field);
        if (value.isIntegralNumber() && value.canConvertToInt() && value.asInt() >= least && value.asInt() <= most) {
            return value.asInt();
        }
        fault(
                pointer + "/" + field,
                "'%s' must be a whole number from %d to %d, not %s".formatted(field, least, most, value));
        return byDefault;
    }

    private String reference(JsonNode node, Kind kind, String pointer) {
        String id = text(node, kind.field(), pointer);
        references.add(new Reference(pointer + "/" + kind.field(), kind, id));
        return id;
    }

    private String text(JsonNode node, String field, String pointer) {
        JsonNode value = node.path(field);
        if (value.isString() && !value.asString().isBlank()) {
            return value.asString();
        }
        fault(pointer + "/" + field, "'%s' is missing or not a text".formatted(field));
        return "";
    }

    private Optional<Duration> duration(JsonNode node, String pointer) {
        if (!node.has("within")) {
            return Optional.empty();
        }
        String text = node.path("within").asString("");
        try {
            Duration duration = Duration.parse(text);
            if (duration.isPositive()) {
                return Optional.of(duration);
            }
        } catch (DateTimeParseException notADuration) {
            // falls through to the same fault
        }
        fault(
                pointer + "/within",
                "'%s' is not a duration; write ISO 8601 such as P7D (7 days) or PT30M (30 minutes)".formatted(text));
        return Optional.empty();
    }

    private Optional<LocalDate> date(JsonNode node, String field, String pointer) {
        String text = node.path(field).asString("");
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException notADate) {
            fault(pointer + "/" + field, "'%s' is not a date; write it as 2025-12-31".formatted(text));
            return Optional.empty();
        }
    }

    private interface Item<T> {
        T read(JsonNode node, String pointer);
    }

    private <T> List<T> list(JsonNode node, String field, String pointer, Item<T> item) {
        JsonNode array = node.path(field);
        if (!array.isArray()) {
            fault(pointer + "/" + field, "'%s' must be a list".formatted(field));
            return List.of();
        }
        List<T> items = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            items.add(item.read(array.get(i), pointer + "/" + field + "/" + i));
        }
        return items;
    }

    private Condition fault(String pointer, String message) {
        faults.add(new FieldError(pointer, "invalid", message));
        return FAULTY;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
