package dev.percorso.server.collect.imports;

import dev.percorso.server.collect.imports.Inspection.Column;
import dev.percorso.server.collect.imports.Inspection.ColumnType;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Gathers a column's values and says what they seem to be. */
final class ColumnGuess {
    private static final int SAMPLES = 5;
    private static final int LONGEST_SAMPLE = 80;
    private static final int MOST_KEPT = 200;
    private static final Set<String> YES_AND_NO =
            Set.of("true", "false", "yes", "no", "y", "n", "si", "sì", "vero", "falso");
    /** Text that begins like an id or a postal code, not like a count. */
    private static final Pattern LEADING_ZERO = Pattern.compile("0\\d+");

    /** A way to write times. Day before month comes first: the world does it that way. */
    private record Form(Optional<String> pattern, Locale language) {
        static Form of(String pattern) {
            return new Form(Optional.of(pattern), Locale.ENGLISH);
        }

        boolean reads(Set<String> values) {
            ReadTimes times = ReadTimes.of(pattern, language, ZoneOffset.UTC);
            for (String value : values) {
                try {
                    times.instant(value);
                } catch (DateTimeException unreadable) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Form> FORMS = List.of(
            new Form(Optional.empty(), Locale.ENGLISH),
            Form.of("d/M/yyyy[ H:mm[:ss]]"),
            Form.of("M/d/yyyy[ H:mm[:ss]]"),
            Form.of("M/d/yyyy[, ][ ]h:mm[:ss] a"),
            Form.of("d/M/yyyy[, ][ ]h:mm[:ss] a"),
            Form.of("d.M.yyyy[ H:mm[:ss]]"),
            Form.of("d-M-yyyy[ H:mm[:ss]]"),
            Form.of("d/M/yy[ H:mm[:ss]]"),
            Form.of("M/d/yy[ H:mm[:ss]]"),
            Form.of("yyyy/M/d[ H:mm[:ss]]"),
            Form.of("yyyyMMdd"),
            Form.of("MMM d, yyyy[ H:mm[:ss]][ h:mm[:ss] a]"),
            Form.of("MMM d, yyyy h:mm a"),
            Form.of("d MMM yyyy[ H:mm[:ss]]"),
            new Form(Optional.of("d MMM yyyy[ H:mm[:ss]]"), Locale.ITALIAN),
            new Form(Optional.of("d MMMM yyyy[ H:mm[:ss]]"), Locale.ITALIAN),
            Form.of("EEE, d MMM yyyy HH:mm:ss Z"));

    private final String name;
    private final Set<String> values = new LinkedHashSet<>();
    private final Set<String> samples = new LinkedHashSet<>();
    private boolean isTyped = true;
    private boolean hasBoolean;
    private long filled;

    ColumnGuess(String name) {
        this.name = name;
    }

    void add(Object value, String text) {
        filled++;
        isTyped &= value instanceof Number || value instanceof Boolean;
        hasBoolean |= value instanceof Boolean;
        if (values.size() < MOST_KEPT) {
            values.add(text);
        }
        if (samples.size() < SAMPLES) {
            samples.add(text.length() > LONGEST_SAMPLE ? text.substring(0, LONGEST_SAMPLE) + "…" : text);
        }
    }

    /** Whether no value came twice. */
    boolean isUnique() {
        return values.size() == Math.min(filled, MOST_KEPT);
    }

    Column column(long rows) {
        double share = rows == 0 ? 0 : (double) filled / rows;
        if (filled > 0 && isTyped) {
            ColumnType type = hasBoolean ? ColumnType.BOOLEAN : ColumnType.NUMBER;
            return column(type, share, Optional.empty(), Optional.empty(), false, Optional.empty());
        }
        if (values.isEmpty()) {
            return column(ColumnType.TEXT, share, Optional.empty(), Optional.empty(), false, Optional.empty());
        }
        if (values.stream().allMatch(text -> YES_AND_NO.contains(text.toLowerCase(Locale.ROOT)))) {
            return column(ColumnType.BOOLEAN, share, Optional.empty(), Optional.empty(), false, Optional.empty());
        }
        Optional<Form> form = form();
        if (form.isPresent()) {
            boolean isEnglish = form.get().language().equals(Locale.ENGLISH);
            return column(
                    ColumnType.TIME,
                    share,
                    form.get().pattern(),
                    isEnglish
                            ? Optional.empty()
                            : Optional.of(form.get().language().toLanguageTag()),
                    isAmbiguous(form.get()),
                    Optional.empty());
        }
        return decimal()
                .map(sign ->
                        column(ColumnType.NUMBER, share, Optional.empty(), Optional.empty(), false, Optional.of(sign)))
                .orElseGet(() ->
                        column(ColumnType.TEXT, share, Optional.empty(), Optional.empty(), false, Optional.empty()));
    }

    private Column column(
            ColumnType type,
            double share,
            Optional<String> format,
            Optional<String> language,
            boolean ambiguous,
            Optional<String> decimal) {
        return new Column(name, type, List.copyOf(samples), share, format, language, ambiguous, decimal);
    }

    private Optional<Form> form() {
        boolean hasShape = values.stream().allMatch(text -> text.length() >= 6 && text.length() <= 40);
        boolean isCount = values.stream()
                .allMatch(text -> text.length() != 8 && text.chars().allMatch(Character::isDigit));
        if (!hasShape || isCount) {
            return Optional.empty();
        }
        return FORMS.stream().filter(candidate -> candidate.reads(values)).findFirst();
    }

    private boolean isAmbiguous(Form form) {
        return form.pattern()
                .filter(pattern -> pattern.startsWith("d/M/"))
                .map(pattern -> Form.of("M/d/" + pattern.substring(4)))
                .filter(other -> other.reads(values))
                .isPresent();
    }

    private Optional<String> decimal() {
        if (values.stream().anyMatch(text -> LEADING_ZERO.matcher(text).matches())) {
            return Optional.empty();
        }
        if (values.stream()
                .allMatch(text -> ReadNumbers.number(text, ReadNumbers.POINT).isPresent())) {
            return Optional.of(".");
        }
        return values.stream()
                        .allMatch(text ->
                                ReadNumbers.number(text, ReadNumbers.COMMA).isPresent())
                ? Optional.of(",")
                : Optional.empty();
    }
}
