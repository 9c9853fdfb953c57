package dev.percorso.server.collect.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.percorso.server.collect.files.FileFormat;
import dev.percorso.server.collect.files.ReadingHints;
import dev.percorso.server.event.EmailAddress;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.Event.Kind;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * Says what the lines of a file mean. Written as YAML; see {@code docs/manual/import.md}.
 *
 * @param title shown to people, and part of each event's id
 * @param recognise a file with all these columns is taken for one of this kind
 * @param format of the file; found out unless set
 * @param encoding of text; found out unless set
 * @param delimiter between the fields of CSV; found out unless set
 * @param sheet of a workbook; the first unless set
 * @param decimal the sign before the decimals of numbers, a point unless set; the other one separates thousands
 * @param kind what every event is: {@code track} unless set, {@code identify} to set traits only, {@code group}
 *     for companies
 * @param event name of the event, for {@code track}
 * @param eventColumn the column that holds it, when lines are of several kinds; {@code event} serves those without
 * @param eventWhen other names for lines whose column begins with a text
 * @param user the column of the identified person
 * @param guest the column that tells persons apart on lines without a user
 * @param also another id of the same person, as of a customer database; lines without a user have it alone
 * @param time when it happened
 * @param id the columns that together identify an event, so that the same file imported twice counts once;
 *     {@value #LINE} and {@value #FILE} for files that have none
 * @param group lines with the same values here are one event; without it every line is one
 * @param lookups other files beside this one, whose columns are added by a key
 * @param properties of the event
 * @param traits of the person
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Mapping(
        String title,
        Optional<List<String>> recognise,
        Optional<FileFormat> format,
        Optional<String> encoding,
        Optional<String> delimiter,
        Optional<String> sheet,
        Optional<String> decimal,
        Optional<Kind> kind,
        Optional<String> event,
        Optional<String> eventColumn,
        Optional<List<NameRule>> eventWhen,
        Optional<Person> user,
        Optional<Person> guest,
        Optional<Person> also,
        Time time,
        List<String> id,
        Optional<List<String>> group,
        Optional<List<Lookup>> lookups,
        Optional<List<MappedValue>> properties,
        Optional<List<MappedValue>> traits) {

    /** Instead of a column: the number of the line. */
    public static final String LINE = "#line";
    /** Instead of a column: the name of the file. */
    public static final String FILE = "#file";

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enumNamingStrategy(EnumNamingStrategies.LOWER_CAMEL_CASE)
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_EMPTY))
            .build();

    /** Another event name for lines whose column begins with a text. */
    public record NameRule(String column, String startsWith, String event) {}

    /**
     * A column that names a person.
     *
     * @param prefix keeps ids of several systems apart
     * @param lowerCase whether large and small letters are the same, as in e-mail addresses
     */
    public record Person(String column, Optional<String> prefix, Optional<Boolean> lowerCase) {
        public Person(String column) {
            this(column, Optional.empty(), Optional.empty());
        }

        String id(String text) {
            return prefix.orElse("") + (lowerCase.orElse(false) ? EmailAddress.compared(text) : text);
        }
    }

    /**
     * When it happened: a column, or the same instant for every line.
     *
     * @param format a pattern of {@code java.time}, {@code epochSeconds} or {@code epochMillis}; ISO 8601 without it
     * @param zone of times that do not tell theirs; UTC without it
     * @param language of the names of months; English without it
     */
    public record Time(
            Optional<String> column,
            Optional<String> constant,
            Optional<String> format,
            Optional<String> zone,
            Optional<String> language) {}

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
     * @param type how the text is read; what files with types say unless set, else text
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
    }

    /** Reads a mapping and checks that it is whole. */
    public static Mapping parse(String yaml) {
        try {
            Mapping mapping = YAML.readValue(yaml, Mapping.class);
            mapping.check();
            return mapping;
        } catch (DatabindException fault) {
            throw ProblemException.invalid("/mapping", unreadable(fault));
        } catch (JacksonException fault) {
            throw ProblemException.invalid("/mapping", "the mapping cannot be read: " + fault.getOriginalMessage());
        }
    }

    /** Names the field as it stands in the text: of the second property, 'properties › 2 › name'. */
    private static String unreadable(DatabindException fault) {
        String field = fault.getPath().stream()
                .map(part ->
                        part.getPropertyName() == null ? Integer.toString(part.getIndex() + 1) : part.getPropertyName())
                .collect(Collectors.joining(" › "));
        if (fault instanceof UnrecognizedPropertyException unknown) {
            return "the mapping has no field '%s'; there it may have %s"
                    .formatted(field, unknown.getKnownPropertyIds());
        }
        if (field.isEmpty()) {
            return "the mapping cannot be read: " + Json.message(fault);
        }
        return Json.expected(fault)
                .map(expected -> "the field '%s' of the mapping must be %s".formatted(field, expected))
                .orElseGet(
                        () -> "the field '%s' of the mapping is not right: %s".formatted(field, Json.message(fault)));
    }

    /** The mapping as YAML, in the order in which people read it. */
    public String yaml() {
        return YAML.writeValueAsString(this);
    }

    private void check() {
        List<ProblemException.FieldError> faults = new ArrayList<>();
        checkText(faults);
        if (kindOrTrack().isReported() && event.isEmpty() && eventColumn.isEmpty()) {
            faults.add(fault("event", "name the event, e.g. event: Order Completed"));
        }
        if (user.isEmpty() && guest.isEmpty() && also.isEmpty() && !isOfCompanies()) {
            faults.add(fault("user", "say which column names the person, e.g. user: {column: customer_id}"));
        }
        if (time.column().isPresent() == time.constant().isPresent()) {
            faults.add(fault("time", "give either a column or a constant, e.g. time: {column: date}"));
        }
        if (id.isEmpty()) {
            faults.add(fault("id", "list the columns that together identify an event, e.g. id: [order_id]"));
        }
        fields().forEach(field -> checkField(field, faults));
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
    }

    private void checkText(List<ProblemException.FieldError> faults) {
        if (delimiter.filter(text -> text.length() != 1).isPresent()) {
            faults.add(fault("delimiter", "use one character, e.g. ';'"));
        }
        if (decimal.filter(sign -> !sign.equals(",") && !sign.equals(".")).isPresent()) {
            faults.add(fault("decimal", "the sign before the decimals is ',' or '.'"));
        }
        try {
            ReadTimes.of(this);
        } catch (IllegalArgumentException | DateTimeException unusable) {
            faults.add(fault("time", String.valueOf(unusable.getMessage())));
        }
    }

    private void checkField(MappedValue field, List<ProblemException.FieldError> faults) {
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
                    field.name(), "'%s' aggregates lines, so list the columns to group by".formatted(field.name())));
        }
    }

    private static ProblemException.FieldError fault(String field, String message) {
        return new ProblemException.FieldError("/mapping/" + field, "invalid", message);
    }

    /** Whether the lines speak of companies, so that they need no person. */
    boolean isOfCompanies() {
        return kindOrTrack() == Kind.GROUP
                && traits.orElse(List.of()).stream()
                        .anyMatch(field -> field.name().equals(Event.GROUP_ID));
    }

    Kind kindOrTrack() {
        return kind.orElse(Kind.TRACK);
    }

    /** The same mapping for times in another zone. */
    Mapping in(ZoneId zone) {
        Time local =
                new Time(time.column(), time.constant(), time.format(), Optional.of(zone.getId()), time.language());
        return new Mapping(
                title,
                recognise,
                format,
                encoding,
                delimiter,
                sheet,
                decimal,
                kind,
                event,
                eventColumn,
                eventWhen,
                user,
                guest,
                also,
                local,
                id,
                group,
                lookups,
                properties,
                traits);
    }

    /** The same mapping with the columns as a file writes them: large and small letters are the same. */
    Mapping spelledAs(Collection<String> actual) {
        Map<String, String> spelling = new HashMap<>();
        actual.forEach(column -> spelling.putIfAbsent(column.toLowerCase(Locale.ROOT), column));
        UnaryOperator<String> own = column ->
                actual.contains(column) ? column : spelling.getOrDefault(column.toLowerCase(Locale.ROOT), column);
        UnaryOperator<Person> person = one -> new Person(own.apply(one.column()), one.prefix(), one.lowerCase());
        UnaryOperator<List<String>> all = columns -> columns.stream().map(own).toList();
        UnaryOperator<List<MappedValue>> values = fields -> fields.stream()
                .map(field -> new MappedValue(
                        field.name(),
                        field.column().map(own),
                        field.product().map(all),
                        field.constant(),
                        field.type(),
                        field.aggregate()))
                .toList();
        Time when = new Time(time.column().map(own), time.constant(), time.format(), time.zone(), time.language());
        return new Mapping(
                title,
                recognise,
                format,
                encoding,
                delimiter,
                sheet,
                decimal,
                kind,
                event,
                eventColumn.map(own),
                eventWhen.map(rules -> rules.stream()
                        .map(rule -> new NameRule(own.apply(rule.column()), rule.startsWith(), rule.event()))
                        .toList()),
                user.map(person),
                guest.map(person),
                also.map(person),
                when,
                all.apply(id),
                group.map(all),
                lookups,
                properties.map(values),
                traits.map(values));
    }

    /** What the mapping says of the file. */
    public ReadingHints hints() {
        return new ReadingHints(format, encoding, delimiter.map(text -> text.charAt(0)), sheet);
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
        also.ifPresent(person -> columns.add(person.column()));
        time.column().ifPresent(columns::add);
        eventColumn.ifPresent(columns::add);
        eventWhen.ifPresent(rules -> rules.forEach(rule -> columns.add(rule.column())));
        lookups.ifPresent(all -> all.forEach(lookup -> columns.add(lookup.key())));
        for (MappedValue field : fields()) {
            field.column().ifPresent(columns::add);
            field.product().ifPresent(columns::addAll);
        }
        columns.remove(LINE);
        columns.remove(FILE);
        return columns;
    }

    /** Whether a file with these columns is one of this kind. */
    boolean recognises(Set<String> columnsInLowerCase) {
        return recognise
                .filter(needed -> needed.stream()
                        .allMatch(column -> columnsInLowerCase.contains(column.toLowerCase(Locale.ROOT))))
                .isPresent();
    }

    /**
     * The columns without which no line can be read. Others may be absent: exports leave out what their owner does not
     * use.
     */
    private Set<String> neededColumns() {
        return recognise.<Set<String>>map(LinkedHashSet::new).orElseGet(this::columns);
    }

    /** The columns of the file itself that must be there, given what the lookups add. */
    void checkColumns(List<String> header, Set<String> added) {
        Set<String> known =
                header.stream().map(column -> column.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        List<String> missing = neededColumns().stream()
                .filter(column -> !known.contains(column.toLowerCase(Locale.ROOT)) && !added.contains(column))
                .toList();
        if (!missing.isEmpty()) {
            throw ProblemException.invalid(
                    "/mapping",
                    "the file has no column %s; its columns are %s"
                            .formatted(String.join(", ", missing), String.join(", ", header)));
        }
    }
}
