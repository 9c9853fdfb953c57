package dev.percorso.server.collect.files;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;

/** Dates in workbooks: days since the end of 1899, told from other numbers by how they are shown. */
final class ExcelDates {
    private static final LocalDateTime DAY_ZERO = LocalDate.of(1899, 12, 30).atStartOfDay();
    private static final BigDecimal MILLIS_PER_DAY = BigDecimal.valueOf(86_400_000);
    private static final BigDecimal LAST_DAY = BigDecimal.valueOf(2_958_465);
    /** Quoted words, colours and locales in brackets, and single escaped characters say nothing about the kind. */
    private static final Pattern DECORATION = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.|_.|\\*.");

    private static final Pattern OF_DATE = Pattern.compile("(?i).*[dmyhs].*");

    private ExcelDates() {}

    static boolean isDate(Cell cell) {
        Integer id = cell.getDataFormatId();
        if (id != null && (isBetween(id, 14, 22) || isBetween(id, 45, 47))) {
            return true;
        }
        return Optional.ofNullable(cell.getDataFormatString())
                .map(format -> DECORATION.matcher(format).replaceAll(""))
                .filter(format -> !format.equalsIgnoreCase("General"))
                .filter(format -> OF_DATE.matcher(format).matches())
                .isPresent();
    }

    private static boolean isBetween(int id, int first, int last) {
        return id >= first && id <= last;
    }

    static LocalDateTime of(BigDecimal days) {
        BigDecimal bounded = days.max(BigDecimal.ZERO).min(LAST_DAY);
        long millis = bounded.multiply(MILLIS_PER_DAY)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        // A day's fraction is not exact; nobody types milliseconds into a sheet.
        return DAY_ZERO.plus(Math.round(millis / 1000.0) * 1000, ChronoUnit.MILLIS);
    }
}
