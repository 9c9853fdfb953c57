package dev.percorso.server.collect.imports;

import dev.percorso.server.collect.imports.ImportRun.BadLine;
import dev.percorso.server.event.Event;
import dev.percorso.server.http.ProblemWords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a mapping would make of the first rows of a file.
 *
 * @param rows that were read
 * @param whole whether these are all
 * @param events that they make
 * @param duplicate events whose id an earlier row has
 * @param refused rows that would be kept aside
 * @param joined rows that belong to the event of an earlier row
 * @param first the first events as they would be stored
 * @param firstRefused the first rows that would be kept aside
 */
public record Preview(
        long rows,
        boolean whole,
        long events,
        long duplicate,
        long refused,
        long joined,
        List<StoredEvent> first,
        List<BadLine> firstRefused) {
    /** With its reasons in somebody's language. */
    Preview in(ProblemWords words) {
        return new Preview(
                rows,
                whole,
                events,
                duplicate,
                refused,
                joined,
                first,
                firstRefused.stream().map(line -> line.in(words)).toList());
    }

    static final int ROWS = 1_000;
    private static final int SHOWN = 10;

    /** An event as it would be stored. */
    public record StoredEvent(
            long line,
            String messageId,
            Event.Kind kind,
            String name,
            Optional<String> anonymousId,
            Optional<String> userId,
            Instant time,
            Map<String, Object> properties,
            Map<String, Object> traits) {}

    /** Gathers a preview while the rows are read. */
    static final class Gathering implements FileReader.Sink {
        private final List<StoredEvent> first = new ArrayList<>();
        private final List<BadLine> firstRefused = new ArrayList<>();
        private final Set<String> ids = new HashSet<>();
        private long rows;
        private long events;
        private long refused;

        @Override
        public void event(Event event, long line) {
            events++;
            ids.add(event.messageId());
            if (first.size() < SHOWN) {
                first.add(new StoredEvent(
                        line,
                        event.messageId(),
                        event.kind(),
                        event.name(),
                        event.anonymousId(),
                        event.userId(),
                        event.time(),
                        event.properties(),
                        event.traits()));
            }
        }

        @Override
        public void badLine(long line, String reason, String text) {
            refused++;
            if (firstRefused.size() < SHOWN) {
                firstRefused.add(new BadLine(line, reason, text));
            }
        }

        @Override
        public void progress(long rowsRead, long bytesRead) {
            rows = rowsRead;
        }

        Preview preview() {
            return new Preview(
                    rows,
                    rows < ROWS,
                    events,
                    events - ids.size(),
                    refused,
                    rows - refused - events,
                    first,
                    firstRefused);
        }
    }
}
