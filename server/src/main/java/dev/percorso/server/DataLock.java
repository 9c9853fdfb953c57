package dev.percorso.server;

import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a second Percorso out of a data folder. The system frees it when the process ends, however it ends. */
final class DataLock implements AutoCloseable {
    private final FileChannel file;

    private DataLock(FileChannel file) {
        this.file = file;
    }

    static DataLock acquire(Path folder) {
        try {
            FileChannel file =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(file) == null) {
                file.close();
                throw ProblemException.of(
                        ErrorCode.IN_USE,
                        "Another Percorso uses the folder %s; stop it, use its interface, or choose another folder with --data"
                                .formatted(folder));
            }
            return new DataLock(file);
        } catch (IOException failure) {
            throw new UncheckedIOException("the folder " + folder + " cannot be locked", failure);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
