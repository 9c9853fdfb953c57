package dev.percorso.bench;

import dev.percorso.engine.index.IndexSettings;
import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.index.JourneyIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builds the index of {@link BenchEvents}. */
final class BenchIndex {
    private static final int BATCH = 10_000;
    /** So many events at most wait in memory to be written. */
    private static final int MOST_IN_TAIL = 25_000_000;

    /** Seconds to append and to write, and bytes of the columns that every event has. */
    record Built(double appendSeconds, double compactSeconds, double coreBytes) {
        double eventsPerSecond(int events) {
            return events / (appendSeconds + compactSeconds);
        }
    }

    private BenchIndex() {}

    /** @param withProperties whether events get their channel, path and value too */
    static Built build(BenchEvents events, Path folder, boolean withProperties) throws IOException {
        double append = 0;
        double compact = 0;
        try (JourneyIndex index = JourneyIndex.open(folder, IndexSettings.defaults())) {
            List<IndexedEvent> batch = new ArrayList<>(BATCH);
            long start = System.nanoTime();
            for (int row = 0; row < events.size(); row++) {
                Map<String, Object> properties = withProperties ? events.properties(row) : Map.of();
                batch.add(new IndexedEvent(
                        row + 1L, events.persons[row], events.times[row], events.name(row), properties));
                boolean isLast = row == events.size() - 1;
                if (batch.size() == BATCH || isLast) {
                    index.append(batch);
                    batch.clear();
                }
                if (isLast || (batch.isEmpty() && index.tailEvents() >= MOST_IN_TAIL)) {
                    long appended = System.nanoTime();
                    index.compact();
                    append += (appended - start) / 1e9;
                    start = System.nanoTime();
                    compact += (start - appended) / 1e9;
                }
            }
            return new Built(append, compact, (double) index.coreBytes() / events.size());
        }
    }
}
