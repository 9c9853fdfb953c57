package dev.percorso.server.collect.imports;

import dev.percorso.server.collect.files.FileFormat;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a file before it is imported.
 *
 * @param encoding of text
 * @param columns with what stands in them, as far as the first rows tell
 * @param rowsSeen rows that were looked at
 * @param notes what people should know
 * @param recognised what kind of export this is, when its columns are those of one that is known
 * @param saved mappings of the workspace that fit the file's columns
 * @param mapping to start from
 * @param yaml the same mapping as text
 */
public record Inspection(
        FileFormat format,
        boolean packed,
        Optional<String> encoding,
        long sizeBytes,
        long rowsSeen,
        List<Column> columns,
        List<String> notes,
        Optional<Recognised> recognised,
        List<SavedMapping> saved,
        Mapping mapping,
        String yaml) {

    /** What a column seems to hold. */
    public enum ColumnType {
        TEXT,
        NUMBER,
        BOOLEAN,
        TIME
    }

    /**
     * A column of the file.
     *
     * @param samples different values from the first rows
     * @param filled share of the rows that have a value
     * @param format how its times are written; ISO 8601 without it
     * @param ambiguous whether its dates could as well have day and month the other way round
     * @param decimal the sign before the decimals of its numbers
     */
    public record Column(
            String name,
            ColumnType type,
            List<String> samples,
            double filled,
            Optional<String> format,
            Optional<String> language,
            boolean ambiguous,
            Optional<String> decimal) {}

    /** A kind of file that is known. */
    public record Recognised(String name, String title) {}
}
