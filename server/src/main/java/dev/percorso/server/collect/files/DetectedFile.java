package dev.percorso.server.collect.files;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What a file is.
 *
 * @param isPacked whether it is gzip
 * @param encoding of text
 */
public record DetectedFile(Path path, FileFormat format, boolean isPacked, Charset encoding, ReadingHints hints) {
    private static final int SAMPLE = 1 << 20;
    private static final String READABLE = "send CSV, JSON lines, Parquet, XLSX or XES";

    /** @throws dev.percorso.server.http.ProblemException when it is nothing that can be read */
    public static DetectedFile of(Path file, ReadingHints hints) throws IOException {
        byte[] start;
        boolean isPacked;
        try (DiskStream stream = DiskStream.open(file)) {
            start = stream.start(SAMPLE);
            isPacked = stream.isPacked();
        }
        if (start.length == 0) {
            throw FileFault.of("the file is empty");
        }
        Optional<FileFormat> binary = binary(start, isPacked);
        Charset encoding = binary.isPresent() ? StandardCharsets.UTF_8 : Encoding.of(start, hints.encoding());
        FileFormat format =
                hints.format().or(() -> binary).orElseGet(() -> textual(new String(start, encoding), start));
        return new DetectedFile(file, format, isPacked, encoding, hints);
    }

    /** Opens the file for reading. */
    public Rows open() throws IOException {
        return switch (format) {
            case CSV -> new CsvRows(this);
            case JSONL -> new JsonRows(this);
            case PARQUET -> new ParquetRows(this);
            case XLSX -> new XlsxRows(this);
            case XES -> new XesRows(this);
        };
    }

    private static Optional<FileFormat> binary(byte[] start, boolean isPacked) {
        String magic = new String(start, 0, Math.min(8, start.length), StandardCharsets.ISO_8859_1);
        Optional<FileFormat> found = Optional.empty();
        if (magic.startsWith("PAR1")) {
            found = Optional.of(FileFormat.PARQUET);
        } else if (magic.startsWith("PK\u0003\u0004")) {
            found = Optional.of(FileFormat.XLSX);
        } else if (magic.startsWith("\u00d0\u00cf\u0011\u00e0")) {
            throw FileFault.of("this is a workbook of Excel before 2007 or a protected one; save it as .xlsx without a"
                    + " password");
        } else if (magic.startsWith("%PDF") || magic.startsWith("\u0089PNG") || magic.startsWith("7z\u00bc\u00af")) {
            throw FileFault.of("this is not a table; " + READABLE);
        }
        if (found.isPresent() && isPacked) {
            throw FileFault.of("the file is packed twice; unpack the gzip around it and send what is inside");
        }
        return found;
    }

    private static FileFormat textual(String start, byte[] bytes) {
        String text = start.startsWith("\uFEFF") ? start.substring(1).stripLeading() : start.stripLeading();
        if (text.startsWith("{")) {
            return FileFormat.JSONL;
        }
        if (text.startsWith("[")) {
            throw FileFault.of("this is one JSON list; write one object a line instead, without commas between them");
        }
        if (text.startsWith("<")) {
            String head = text.substring(0, Math.min(text.length(), 1 << 16)).toLowerCase(Locale.ROOT);
            if (head.contains("<log") || head.contains("<!doctype")) {
                return FileFormat.XES;
            }
            throw FileFault.of("this is XML or HTML, but not an event log in XES; " + READABLE);
        }
        if (isBinary(bytes, start)) {
            throw FileFault.of("this is not text and none of the formats that can be read; " + READABLE);
        }
        return FileFormat.CSV;
    }

    /** Text holds hardly any control characters once it is decoded. */
    private static boolean isBinary(byte[] bytes, String text) {
        long controls = text.chars()
                .filter(character -> character < ' ' && character != '\n' && character != '\r' && character != '\t')
                .count();
        return controls > 8 && controls > bytes.length / 100;
    }
}
