package dev.percorso.server.collect.files;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The rows of an open file, one after the other. */
public interface Rows extends AutoCloseable {
    /** The columns that the file names once for all rows; empty when each row names its own. */
    List<String> columns();

    /** What people should know about the file: columns renamed, fields that were guessed. */
    List<String> notes();

    /** The next row; empty at the end. */
    Optional<Row> next() throws IOException;

    /** Bytes read so far of the file as it lies on disk. */
    long bytesRead();

    @Override
    void close() throws IOException;
}
