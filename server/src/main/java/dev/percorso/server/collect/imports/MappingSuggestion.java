package dev.percorso.server.collect.imports;

import dev.percorso.server.collect.imports.Inspection.Column;
import dev.percorso.server.collect.imports.Inspection.ColumnType;
import dev.percorso.server.collect.imports.Mapping.MappedValue;
import dev.percorso.server.collect.imports.Mapping.Person;
import dev.percorso.server.collect.imports.Mapping.ValueType;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A first mapping for a file of no known kind, from the names of its columns and what stands in them. */
final class MappingSuggestion {
    private static final List<String> PERSONS = List.of(
            "userid",
            "customerid",
            "clientid",
            "contactid",
            "personid",
            "codicecliente",
            "idcliente",
            "email",
            "emailaddress",
            "indirizzoemail",
            "customeremail",
            "customer",
            "cliente",
            "user",
            "utente",
            "client",
            "member",
            "contact",
            "contatto");
    private static final List<String> CASES = List.of("case:conceptname", "caseid", "case", "traceid");
    private static final List<String> TIMES =
            List.of("time", "timestamp", "date", "data", "when", "quando", "orario", "created", "giorno", "day");
    private static final List<String> EVENTS =
            List.of("event", "eventname", "activity", "conceptname", "action", "evento", "attività");
    private static final List<String> IDS = List.of(
            "id",
            "eventid",
            "messageid",
            "uuid",
            "orderid",
            "ordernumber",
            "order",
            "ordine",
            "numeroordine",
            "idordine",
            "ticketid",
            "ticket",
            "invoice",
            "fattura",
            "transactionid",
            "number",
            "numero",
            "reviewid");
    private static final Set<String> VALUES =
            Set.of("value", "total", "amount", "revenue", "totale", "importo", "valore", "totalprice", "prezzototale");
    private static final int MOST_PROPERTIES = 50;

    private final String fileName;
    private final List<Column> columns;
    private final Set<String> unique;
    private final ZoneId zone;
    private final Set<String> used = new HashSet<>();

    /** @param unique columns in which no value comes twice */
    MappingSuggestion(String fileName, List<Column> columns, Set<String> unique, ZoneId zone) {
        this.fileName = fileName;
        this.columns = columns;
        this.unique = unique;
        this.zone = zone;
    }

    Mapping mapping() {
        Optional<Column> user = named(PERSONS).or(this::withAddresses);
        Optional<Column> guest = user.isPresent() ? Optional.empty() : named(CASES);
        Optional<Column> time = time();
        Optional<Column> event = named(EVENTS);
        Optional<Column> id = named(IDS).filter(column -> unique.contains(column.name()));
        for (Optional<Column> taken : List.of(user, guest, time, event)) {
            taken.map(Column::name).ifPresent(used::add);
        }
        boolean hasComma = columns.stream()
                .anyMatch(column -> column.decimal().filter(","::equals).isPresent());
        return new Mapping(
                title(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                hasComma ? Optional.of(",") : Optional.empty(),
                Optional.empty(),
                event.isPresent() ? Optional.empty() : Optional.of(title()),
                event.map(Column::name),
                Optional.empty(),
                user.map(this::person),
                guest.map(column -> new Person(column.name(), Optional.of("case-"), Optional.empty())),
                Optional.empty(),
                new Mapping.Time(
                        time.map(Column::name),
                        Optional.empty(),
                        time.flatMap(Column::format),
                        time.filter(column -> !tellsZone(column)).map(column -> zone.getId()),
                        time.flatMap(Column::language)),
                id.map(column -> List.of(column.name())).orElse(List.of(Mapping.FILE, Mapping.LINE)),
                Optional.empty(),
                Optional.empty(),
                Optional.of(properties()),
                Optional.empty());
    }

    /** {@code Store visits} of {@code store_visits-2026.csv.gz}. */
    private String title() {
        String stem = fileName.replaceAll("(?i)(\\.(csv|tsv|txt|jsonl|ndjson|json|parquet|xlsx|xes|gz|xml))+$", "")
                .replaceAll("[_\\-.]+", " ")
                .replaceAll("\\s*\\d[\\d ]*$", "")
                .strip();
        return stem.isEmpty() ? "Imported" : stem.substring(0, 1).toUpperCase(Locale.ROOT) + stem.substring(1);
    }

    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}:]", "");
    }

    private Optional<Column> named(List<String> names) {
        for (String name : names) {
            for (Column column : columns) {
                if (plain(column.name()).equals(name) && column.type() != ColumnType.TIME) {
                    return Optional.of(column);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Column> withAddresses() {
        return columns.stream().filter(MappingSuggestion::isAddress).findFirst();
    }

    private static boolean isAddress(Column column) {
        return !column.samples().isEmpty()
                && column.samples().stream().allMatch(text -> text.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+"));
    }

    private Person person(Column column) {
        return new Person(column.name(), Optional.empty(), isAddress(column) ? Optional.of(true) : Optional.empty());
    }

    private Optional<Column> time() {
        List<Column> times = columns.stream()
                .filter(column -> column.type() == ColumnType.TIME)
                .toList();
        return times.stream()
                .filter(column -> TIMES.stream().anyMatch(plain(column.name())::contains))
                .filter(column -> column.filled() == 1)
                .findFirst()
                .or(() -> times.stream().findFirst());
    }

    private static boolean tellsZone(Column column) {
        return column.format()
                .map(format -> format.endsWith("Z"))
                .orElseGet(() -> column.samples().stream()
                        .allMatch(text -> text.matches(".*(Z|UTC|[+-]\\d{2}(:?\\d{2})?)$") && text.length() > 10));
    }

    private List<MappedValue> properties() {
        List<MappedValue> properties = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Column column : columns) {
            String name = VALUES.contains(plain(column.name())) && column.type() == ColumnType.NUMBER
                    ? "value"
                    : propertyName(column.name());
            if (!used.contains(column.name()) && properties.size() < MOST_PROPERTIES && names.add(name)) {
                Optional<ValueType> type = column.type() == ColumnType.NUMBER
                        ? Optional.of(ValueType.NUMBER)
                        : column.type() == ColumnType.BOOLEAN ? Optional.of(ValueType.BOOLEAN) : Optional.empty();
                properties.add(new MappedValue(
                        name, Optional.of(column.name()), Optional.empty(), Optional.empty(), type, Optional.empty()));
            }
        }
        return properties;
    }

    private static String propertyName(String column) {
        String name = column.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}.:]+", "_");
        return name.replaceAll("^_+|_+$", "").isEmpty() ? column : name.replaceAll("^_+|_+$", "");
    }
}
