package dev.percorso.server.command;

import dev.percorso.server.http.DiskFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says in words why a command could not work with the disk of its data folder. */
final class DiskTrouble {
    /** With less room SQLite cannot even open its databases, and does not say why. */
    private static final long LEAST_BYTES = 1 << 20;

    private DiskTrouble() {}

    /** What was wrong and what to do; empty when the failure has another reason. */
    static Optional<String> of(@Nullable Throwable failure, Path data) {
        return DiskFault.of(failure)
                .map(fault -> fault == DiskFault.FULL || isFull(data)
                        ? "The disk of the folder %s is full. Make room on it and start again; nothing that was stored is lost"
                                .formatted(data.toAbsolutePath())
                        : ("The folder %s cannot be read or written: %s. Check its disk, and that this user may write there, and"
                                        + " start again; if its files are damaged, restore a backup")
                                .formatted(data.toAbsolutePath(), cause(failure)));
    }

    private static boolean isFull(Path data) {
        try {
            return Files.getFileStore(data).getUsableSpace() < LEAST_BYTES;
        } catch (IOException unknown) {
            return false;
        }
    }

    private static @Nullable String cause(@Nullable Throwable failure) {
        Throwable deepest = failure;
        while (deepest != null && deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest == null ? "" : deepest.getMessage();
    }
}
