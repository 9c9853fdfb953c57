package dev.percorso.server.collect.files;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One row of a file.
 *
 * @param line its number, counted as its readers do: lines of text with the header, rows of a sheet, events of a log
 * @param values by column: text, {@code Long}, {@code Double} or {@code Boolean}; what is empty is absent
 * @param shown the row as people see it when it is kept aside
 * @param fault why it cannot be read at all
 */
public record Row(long line, Map<String, Object> values, Supplier<String> shown, Optional<String> fault) {
    private static final int LONGEST_SHOWN = 2_000;

    static Row of(long line, Map<String, Object> values, Supplier<String> shown) {
        return new Row(line, values, shown, Optional.empty());
    }

    static Row bad(long line, String fault, String shown) {
        return new Row(line, Map.of(), () -> shown, Optional.of(fault));
    }

    /** The value as text; absent and empty are the same. */
    public String text(String column) {
        Object value = values.get(column);
        if (value == null) {
            return "";
        }
        return value instanceof Double number
                ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
                : value.toString().strip();
    }

    /** The row as people see it, without what no screen can show and not longer than they read. */
    public String excerpt() {
        String text = shown.get();
        String part = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
        return part.replace('\u0000', '\uFFFD');
    }
}
