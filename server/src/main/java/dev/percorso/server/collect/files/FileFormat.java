package dev.percorso.server.collect.files;

/** What files can be. CSV, JSON lines and XES may be compressed with gzip. */
public enum FileFormat {
    /** Lines of fields with a header, separated by a comma, a semicolon, a tab or a bar. */
    CSV,
    /** One JSON object a line; nested names are joined by dots. */
    JSONL,
    PARQUET,
    /** A sheet of an Excel workbook, the header in its first row that is not empty. */
    XLSX,
    /** An event log of process mining (IEEE 1849); the attributes of its traces are columns {@code case:…}. */
    XES
}
