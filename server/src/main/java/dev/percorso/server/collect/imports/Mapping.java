package dev.percorso.server.collect.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.percorso.server.event.Event.Kind;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Says what the lines of a file mean. Written as YAML; see {@code docs/manual/import.md}.
 *
 * @param title shown to people
 * @param delimiter between fields; a comma unless set
 * @param kind what every event is: {@code track} unless set, {@code identify} to set traits only
 * @param event name of the event, for {@code track}
 * @param eventWhen other names for lines whose column begins with a text
 * @param user the column of the identified person
 * @param guest the column that tells persons apart on lines without a user
 * @param time when it happened
 * @param id the columns that together identify an event, so that the same file imported twice counts once
 * @param group lines with the same values here are one event; without it every line is one
 * @param lookups other files beside this one, whose columns are added by a key
 * @param properties of the event
 * @param traits of the person
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Mapping(
        String title,
        Optional<String> delimiter,
        Optional<Kind> kind,
        Optional<String> event,
        Optional<List<NameRule>> eventWhen,
        Optional<Person> user,
        Optional<Person> guest,
        Time time,
        List<String> id,
        Optional<List<String>> group,
        Optional<List<Lookup>> lookups,
        Optional<List<MappedValue>> properties,
        Optional<List<MappedValue>> traits) {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enumNamingStrategy(EnumNamingStrategies.LOWER_CAMEL_CASE)
            .build();

    /** Another event name for lines whose column begins with a text. */
    public record NameRule(String column, String startsWith, String event) {}

    /** A column that names a person; the prefix keeps ids of several systems apart. */
    public record Person(String column, Optional<String> prefix) {}

    /**
     * When it happened: a column, or the same instant for every line.
     *
     * @param format a pattern of {@code java.time}; ISO 8601 without it
     * @param zone of times that do not tell theirs; UTC without it
     */
    public record Time(
            Optional<String> column, Optional<String> constant, Optional<String> format, Optional<String> zone) {}

    /** Columns of another CSV file in the same folder, found by the key that both have. */
    public record Lookup(String file, String key) {}

    /** How a column's text is read. */
    public enum ValueType {
        TEXT,
        NUMBER,
        BOOLEAN
    }

    /** How the lines of one event become one value. */
    public enum Aggregate {
        FIRST,
        SUM,
        COUNT,
        DISTINCT
    }

    /**
     * A property or trait.
     *
     * @param column where the value comes from
     * @param product columns whose numbers are multiplied, instead of a column
     * @param constant the same text for every line, instead of a column
     * @param aggregate for grouped lines; the first line's value unless set
     */
    public record MappedValue(
            String name,
            Optional<String> column,
            Optional<List<String>> product,
            Optional<String> constant,
            Optional<ValueType> type,
            Optional<Aggregate> aggregate) {

        Aggregate aggregation() {
            return aggregate.orElse(Aggregate.FIRST);
        }

        ValueType kind() {
            return type.orElse(ValueType.TEXT);
        }
    }

    /** Reads a mapping and checks that it is whole. */
    public static Mapping parse(String yaml) {
        try {
            Mapping mapping = YAML.readValue(yaml, Mapping.class);
            mapping.check();
            return mapping;
        } catch (DatabindException fault) {
            throw ProblemException.invalid(
                    "/mapping", "in the mapping at %s: %s".formatted(Json.pointer(fault), Json.message(fault)));
        } catch (JacksonException fault) {
            throw ProblemException.invalid("/mapping", "the mapping cannot be read: " + fault.getOriginalMessage());
        }
    }

    private void check() {
        List<ProblemException.FieldError> faults = new ArrayList<>();
        if (kindOrTrack() != Kind.IDENTIFY && event.isEmpty()) {
            faults.add(fault("event", "name the event, e.g. event: Order Completed"));
        }
        if (user.isEmpty() && guest.isEmpty()) {
            faults.add(fault("user", "say which column names the person, e.g. user: {column: customer_id}"));
        }
        if (time.column().isPresent() == time.constant().isPresent()) {
            faults.add(fault("time", "give either a column or a constant, e.g. time: {column: date}"));
        }
        if (id.isEmpty()) {
            faults.add(fault("id", "list the columns that together identify an event, e.g. id: [order_id]"));
        }
        if (delimiter.filter(text -> text.length() != 1).isPresent()) {
            faults.add(fault("delimiter", "use one character, e.g. ';'"));
        }
        for (MappedValue field : fields()) {
            long sources = field.column().stream().count()
                    + field.product().stream().count()
                    + field.constant().stream().count();
            boolean needsNone = field.aggregation() == Aggregate.COUNT;
            if (sources != 1 && !(needsNone && sources == 0)) {
                faults.add(fault(
                        field.name(), "give '%s' exactly one of column, product and constant".formatted(field.name())));
            }
            if (field.aggregation() != Aggregate.FIRST && group.isEmpty()) {
                faults.add(fault(
                        field.name(),
                        "'%s' aggregates lines, so list the columns to group by".formatted(field.name())));
            }
        }
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
    }

    private static ProblemException.FieldError fault(String field, String message) {
        return new ProblemException.FieldError("/mapping/" + field, "invalid", message);
    }

    Kind kindOrTrack() {
        return kind.orElse(Kind.TRACK);
    }

    char separator() {
        return delimiter.map(text -> text.charAt(0)).orElse(',');
    }

    List<MappedValue> fields() {
        List<MappedValue> all = new ArrayList<>(properties.orElse(List.of()));
        all.addAll(traits.orElse(List.of()));
        return all;
    }

    /** Every column the mapping reads. */
    Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>(id);
        group.ifPresent(columns::addAll);
        user.ifPresent(person -> columns.add(person.column()));
        guest.ifPresent(person -> columns.add(person.column()));
        time.column().ifPresent(columns::add);
        eventWhen.ifPresent(rules -> rules.forEach(rule -> columns.add(rule.column())));
        lookups.ifPresent(all -> all.forEach(lookup -> columns.add(lookup.key())));
        for (MappedValue field : fields()) {
            field.column().ifPresent(columns::add);
            field.product().ifPresent(columns::addAll);
        }
        return columns;
    }

    /** The columns of the file itself that must be there, given what the lookups add. */
    void checkColumns(List<String> header, Map<String, ?> added) {
        List<String> missing = columns().stream()
                .filter(column -> !header.contains(column) && !added.containsKey(column))
                .toList();
        if (!missing.isEmpty()) {
            throw ProblemException.invalid(
                    "/mapping",
                    "the file has no column %s; its columns are %s"
                            .formatted(String.join(", ", missing), String.join(", ", header)));
        }
    }
}
