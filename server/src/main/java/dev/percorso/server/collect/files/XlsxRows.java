package dev.percorso.server.collect.files;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;

/**
 * Reads a sheet of a workbook. Of a formula the value counts that Excel stored beside it: nothing is computed. Dates are
 * numbers with a date's format and become ISO 8601.
 */
final class XlsxRows implements Rows {
    private final long sizeBytes;
    private final ReadableWorkbook workbook;
    private final Stream<org.dhatim.fastexcel.reader.Row> stream;
    private final Iterator<org.dhatim.fastexcel.reader.Row> rows;
    private final Header header;
    private final List<String> notes = new ArrayList<>();

    XlsxRows(DetectedFile file) throws IOException {
        boolean hasStyles = WorkbookGuard.check(file.path());
        this.sizeBytes = Files.size(file.path());
        this.workbook = open(file, hasStyles);
        try {
            Sheet sheet = sheet(file.hints().sheet());
            this.stream = sheet.openStream();
            this.rows = stream.iterator();
            this.header = new Header(firstRow());
            this.notes.addAll(header.notes());
        } catch (ExcelReaderException failure) {
            workbook.close();
            throw damaged(failure);
        } catch (RuntimeException | IOException failure) {
            workbook.close();
            throw failure;
        }
    }

    private static ReadableWorkbook open(DetectedFile file, boolean hasStyles) throws IOException {
        try {
            return new ReadableWorkbook(file.path().toFile(), new ReadingOptions(hasStyles, true));
        } catch (ExcelReaderException failure) {
            throw damaged(failure);
        }
    }

    private static RuntimeException damaged(Exception failure) {
        return FileFault.of("the workbook cannot be read: " + failure.getMessage());
    }

    private Sheet sheet(Optional<String> name) {
        List<Sheet> sheets = workbook.getSheets().toList();
        if (sheets.size() > 1 && name.isEmpty()) {
            notes.add("The workbook has the sheets %s; the first is read"
                    .formatted(sheets.stream().map(Sheet::getName).collect(Collectors.joining(", "))));
        }
        return sheets.stream()
                .filter(sheet -> name.isEmpty() || name.get().equals(sheet.getName()))
                .findFirst()
                .orElseThrow(() -> FileFault.of("the workbook has no sheet '%s'; it has %s"
                        .formatted(
                                name.orElse(""),
                                sheets.stream().map(Sheet::getName).collect(Collectors.joining(", ")))));
    }

    private List<String> firstRow() {
        while (rows.hasNext()) {
            org.dhatim.fastexcel.reader.Row row = rows.next();
            List<String> names = new ArrayList<>();
            for (Cell cell : row) {
                names.add(cell == null ? "" : String.valueOf(value(cell).orElse("")));
            }
            while (!names.isEmpty() && names.getLast().isBlank()) {
                names.removeLast();
            }
            if (!names.isEmpty()) {
                return names;
            }
        }
        throw FileFault.of("the sheet is empty");
    }

    @Override
    public List<String> columns() {
        return header.columns();
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public Optional<Row> next() throws IOException {
        try {
            while (rows.hasNext()) {
                org.dhatim.fastexcel.reader.Row row = rows.next();
                Map<String, Object> values = values(row);
                if (!values.isEmpty()) {
                    return Optional.of(Row.of(
                            row.getRowNum(),
                            values,
                            () -> values.values().stream().map(String::valueOf).collect(Collectors.joining("; "))));
                }
            }
            return Optional.empty();
        } catch (ExcelReaderException failure) {
            throw damaged(failure);
        }
    }

    private Map<String, Object> values(org.dhatim.fastexcel.reader.Row row) {
        Map<String, Object> values = new LinkedHashMap<>();
        int index = 0;
        for (Cell cell : row) {
            if (cell != null && index < header.columns().size()) {
                String column = header.columns().get(index);
                value(cell).ifPresent(value -> values.put(column, value));
            }
            index++;
        }
        return values;
    }

    private static Optional<Object> value(Cell cell) {
        return switch (cell.getType()) {
            case EMPTY, ERROR -> Optional.empty();
            case BOOLEAN -> Optional.of(cell.asBoolean());
            case NUMBER -> Optional.of(number(cell, cell.asNumber()));
            case STRING -> text(cell.asString());
            case FORMULA -> text(String.valueOf(cell.getRawValue())).map(raw -> computed(cell, raw.toString()));
        };
    }

    private static Optional<Object> text(String text) {
        return text.isBlank() || text.equals("null") ? Optional.empty() : Optional.of(text);
    }

    /** The stored result of a formula says only by its look whether it is a number. */
    private static Object computed(Cell cell, String raw) {
        try {
            return number(cell, new BigDecimal(raw));
        } catch (NumberFormatException isText) {
            return raw;
        }
    }

    private static Object number(Cell cell, BigDecimal number) {
        if (ExcelDates.isDate(cell)) {
            LocalDateTime time = ExcelDates.of(number);
            return time.toLocalTime().equals(LocalTime.MIDNIGHT)
                    ? time.toLocalDate().toString()
                    : time.toString();
        }
        if (number.stripTrailingZeros().scale() <= 0 && number.precision() - number.scale() < 18) {
            return number.longValue();
        }
        return number.doubleValue();
    }

    /** How far a stream inside a ZIP file is cannot be told; only its end. */
    @Override
    public long bytesRead() {
        return rows.hasNext() ? 0 : sizeBytes;
    }

    @Override
    public void close() throws IOException {
        stream.close();
        workbook.close();
    }
}
