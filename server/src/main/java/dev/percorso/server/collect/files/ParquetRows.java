package dev.percorso.server.collect.files;

import dev.percorso.server.store.ParquetFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** Reads Parquet. */
final class ParquetRows implements Rows {
    private final ParquetFile file;
    private final Header header;
    private final long sizeBytes;
    private long number;

    ParquetRows(DetectedFile detected) throws IOException {
        this.sizeBytes = Files.size(detected.path());
        this.file = ParquetFile.open(detected.path());
        try {
            this.header = new Header(file.columns());
        } catch (RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    @Override
    public List<String> columns() {
        // Columns of columns are told by the rows.
        return file.isNested() ? List.of() : header.columns();
    }

    @Override
    public List<String> notes() {
        return List.of();
    }

    @Override
    public Optional<Row> next() throws IOException {
        Optional<String> json = file.next();
        number++;
        return json.map(text -> JsonValues.row(number, text));
    }

    @Override
    public long bytesRead() {
        return file.rows() == 0 ? sizeBytes : sizeBytes * Math.min(number, file.rows()) / file.rows();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
