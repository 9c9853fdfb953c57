package dev.percorso.server.collect.imports;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An import as people see it.
 *
 * @param linesRead lines of the file read so far, the header included
 * @param accepted events taken, without the duplicates
 * @param refused lines kept aside
 * @param duplicate events that were known already
 * @param badLines the first lines kept aside
 */
public record ImportRun(
        String id,
        String fileName,
        Status status,
        Optional<String> error,
        long bytesRead,
        long bytesTotal,
        long linesRead,
        long accepted,
        long refused,
        long duplicate,
        Instant createdAt,
        Optional<Instant> finishedAt,
        List<BadLine> badLines) {

    /** How far an import is. */
    public enum Status {
        PREPARED,
        RUNNING,
        DONE,
        FAILED
    }

    /** A line that was kept aside, with what would be right. */
    public record BadLine(long line, String reason, String text) {}

    public boolean isFinished() {
        return status == Status.DONE || status == Status.FAILED;
    }
}
