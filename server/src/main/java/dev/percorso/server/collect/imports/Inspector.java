package dev.percorso.server.collect.imports;

import dev.percorso.server.collect.files.DetectedFile;
import dev.percorso.server.collect.files.FileFormat;
import dev.percorso.server.collect.files.ReadingHints;
import dev.percorso.server.collect.files.Row;
import dev.percorso.server.collect.files.Rows;
import dev.percorso.server.collect.imports.Inspection.Column;
import dev.percorso.server.collect.imports.Inspection.Recognised;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at the first rows of a file. */
final class Inspector {
    private static final int ROWS = 1_000;
    private static final Set<String> SPEND = Set.of("label", "from", "to", "amount");
    private static final Set<String> ADVERTISING = Set.of("campaign", "cost", "clicks");

    private final String fileName;
    private final ZoneId zone;
    private final List<SavedMapping> saved;

    Inspector(String fileName, ZoneId zone, List<SavedMapping> saved) {
        this.fileName = fileName;
        this.zone = zone;
        this.saved = saved;
    }

    Inspection inspect(Path file, ReadingHints hints) throws IOException {
        DetectedFile detected = DetectedFile.of(file, hints);
        try (Rows rows = detected.open()) {
            Map<String, ColumnGuess> guesses = new LinkedHashMap<>();
            rows.columns().forEach(column -> guesses.put(column, new ColumnGuess(column)));
            long seen = 0;
            for (Optional<Row> row = rows.next(); row.isPresent() && seen < ROWS; row = rows.next()) {
                seen++;
                Row values = row.get();
                values.values()
                        .keySet()
                        .forEach(column -> guesses.computeIfAbsent(column, ColumnGuess::new)
                                .add(values.values().getOrDefault(column, ""), values.text(column)));
            }
            return inspection(detected, rows.notes(), guesses, seen);
        }
    }

    private Inspection inspection(
            DetectedFile detected, List<String> notes, Map<String, ColumnGuess> guesses, long seen) throws IOException {
        List<Column> columns = new ArrayList<>();
        guesses.values().forEach(guess -> columns.add(guess.column(seen)));
        Set<String> names = columns.stream()
                .map(column -> column.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        Optional<ShippedMappings.Shipped> shipped = ShippedMappings.all().stream()
                .filter(candidate -> Mapping.parse(candidate.yaml()).recognises(names))
                .findFirst();
        Mapping mapping = shipped.map(kind -> inZone(Mapping.parse(kind.yaml()).spelledAs(guesses.keySet())))
                .orElseGet(() -> new MappingSuggestion(fileName, columns, unique(guesses), zone).mapping());
        boolean isText = detected.format() != FileFormat.PARQUET && detected.format() != FileFormat.XLSX;
        return new Inspection(
                detected.format(),
                detected.isPacked(),
                isText ? Optional.of(detected.encoding().name()) : Optional.empty(),
                Files.size(detected.path()),
                seen,
                columns,
                withSpend(notes, names),
                shipped.map(kind -> new Recognised(kind.name(), kind.title())),
                saved.stream().filter(one -> fits(one, guesses.keySet())).toList(),
                mapping,
                mapping.yaml());
    }

    /** Exports give local times without saying so; those of this workspace are in its zone. */
    private Mapping inZone(Mapping mapping) {
        return mapping.time().zone().isPresent() || mapping.time().column().isEmpty() ? mapping : mapping.in(zone);
    }

    /** Costs belong to no person, so they are not imported as events. */
    private static List<String> withSpend(List<String> notes, Set<String> names) {
        if (!names.containsAll(SPEND) && !names.containsAll(ADVERTISING)) {
            return notes;
        }
        List<String> all = new ArrayList<>(notes);
        all.add("This looks like advertising costs; import them in the attribution report, as spend");
        return all;
    }

    private static Set<String> unique(Map<String, ColumnGuess> guesses) {
        return guesses.entrySet().stream()
                .filter(guess -> guess.getValue().isUnique())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static boolean fits(SavedMapping saved, Set<String> columns) {
        return columns.containsAll(Mapping.parse(saved.mapping()).columns());
    }
}
