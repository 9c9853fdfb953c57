package dev.percorso.server.collect.imports;

import dev.percorso.server.http.ProblemWords;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An import as people see it. Once it is done and everything is projected, {@code accepted + duplicate + refused +
 * withoutConsent + joined} is {@code linesRead}.
 *
 * @param linesRead rows of the file read so far, without the header
 * @param accepted events taken, without the duplicates
 * @param refused rows kept aside
 * @param duplicate events that were known already
 * @param withoutConsent events of persons who refused analytics, which are counted and nothing else
 * @param joined rows that belong to the event of an earlier row
 * @param createdBy who prepared it
 * @param mapping as YAML or JSON; empty while there is none
 * @param badLines the first rows kept aside
 * @param undone when it was taken back
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
        long withoutConsent,
        long joined,
        Instant createdAt,
        String createdBy,
        Optional<Instant> finishedAt,
        String mapping,
        List<BadLine> badLines,
        Optional<Undone> undone) {

    /** How far an import is. */
    public enum Status {
        /** Waits for its file. */
        PREPARED,
        /** Has its file and waits for a mapping. */
        UPLOADED,
        RUNNING,
        DONE,
        FAILED,
        /** Somebody stopped it; what was taken before is kept. */
        CANCELLED,
        UNDOING,
        /** Its events are gone, and with them the people of whom nothing else was known. */
        UNDONE
    }

    /** That an import was taken back. */
    public record Undone(Instant at, String by, long events, long people) {}

    /** A row that was kept aside, with what would be right. */
    public record BadLine(long line, String reason, String text) {
        BadLine in(ProblemWords words) {
            return new BadLine(line, words.of(reason), text);
        }
    }

    /** With its reasons in somebody's language. */
    ImportRun in(ProblemWords words) {
        return new ImportRun(
                id,
                fileName,
                status,
                error.map(words::of),
                bytesRead,
                bytesTotal,
                linesRead,
                accepted,
                refused,
                duplicate,
                withoutConsent,
                joined,
                createdAt,
                createdBy,
                finishedAt,
                mapping,
                badLines.stream().map(line -> line.in(words)).toList(),
                undone);
    }

    public boolean isFinished() {
        return status != Status.PREPARED
                && status != Status.UPLOADED
                && status != Status.RUNNING
                && status != Status.UNDOING;
    }
}
