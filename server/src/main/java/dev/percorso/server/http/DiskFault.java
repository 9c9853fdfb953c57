package dev.percorso.server.http;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What a disk can do to us, as SQLite, DuckDB and Java tell it. */
public enum DiskFault {
    FULL,
    /** It does not read, write or force, or was mounted read-only because of that. */
    BROKEN;

    private static final Set<SQLiteErrorCode> OF_DISK = Set.of(
            SQLiteErrorCode.SQLITE_CANTOPEN,
            SQLiteErrorCode.SQLITE_READONLY,
            SQLiteErrorCode.SQLITE_NOTADB,
            SQLiteErrorCode.SQLITE_CORRUPT);

    /** The fault that a failure comes from; empty when it has another reason. */
    public static Optional<DiskFault> of(@Nullable Throwable failure) {
        Optional<DiskFault> found = Optional.empty();
        for (Throwable cause = failure; cause != null && found.isEmpty(); cause = cause.getCause()) {
            found = ofThis(cause);
        }
        return found;
    }

    private static Optional<DiskFault> ofThis(Throwable failure) {
        String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (text.contains("no space left") || text.contains("quota exceeded")) {
            return Optional.of(FULL);
        }
        if (failure instanceof SQLiteException ofDatabase) {
            return of(ofDatabase.getResultCode());
        }
        boolean isOfDisk = text.contains("input/output error") || text.contains("read-only file system");
        return failure instanceof IOException && isOfDisk ? Optional.of(BROKEN) : Optional.empty();
    }

    private static Optional<DiskFault> of(SQLiteErrorCode code) {
        if (code == SQLiteErrorCode.SQLITE_FULL) {
            return Optional.of(FULL);
        }
        return code.name().startsWith("SQLITE_IOERR") || OF_DISK.contains(code)
                ? Optional.of(BROKEN)
                : Optional.empty();
    }
}
