package dev.percorso.bench;

import dev.percorso.engine.index.IndexSettings;
import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.index.JourneyIndex;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What it costs to write an index anew after little and after much has changed, and after a person or an age was
 * forgotten. Arguments: {@code --events N --persons N}.
 */
public final class CompactionBench {
    private CompactionBench() {}

    public static void main(String[] arguments) throws Exception {
        int count = Arguments.number(arguments, "--events", 20_000_000);
        int persons = Arguments.number(arguments, "--persons", 1_000_000);
        System.out.printf("%,d events, %,d persons, %s%n", count, persons, Machine.describe());
        BenchEvents events = new BenchEvents(count, persons, 42);
        try (TemporaryFolder folder = new TemporaryFolder()) {
            BenchIndex.Built built = BenchIndex.build(events, folder.path(), true);
            System.out.printf("all events: %.2f s%n", built.compactSeconds());
            try (JourneyIndex index = JourneyIndex.open(folder.path(), IndexSettings.defaults())) {
                append(index, count, 10, 1);
                measure("10 events of one person", index);
                append(index, count + 10, count / 100, persons);
                measure("1 % more events of everyone", index);
                index.erase(12_345 % persons);
                measure("one person erased", index);
                index.cutBefore(Instant.ofEpochMilli(BenchEvents.START + BenchEvents.LENGTH / 10));
                measure("the oldest tenth forgotten", index);
            }
        }
    }

    private static void append(JourneyIndex index, int after, int count, int persons) {
        List<IndexedEvent> more = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            more.add(new IndexedEvent(
                    (long) after + number,
                    (int) (((number * 0x9E3779B97F4A7C15L) >>> 33) % persons),
                    BenchEvents.START + BenchEvents.LENGTH + number,
                    BenchEvents.NAMES[number % BenchEvents.NAMES.length]));
        }
        index.append(more);
    }

    private static void measure(String what, JourneyIndex index) throws IOException {
        long start = System.nanoTime();
        index.compact();
        System.out.printf(
                "%s: %.2f s, %,d events afterwards%n",
                what, (System.nanoTime() - start) / 1e9, index.snapshot().eventCount());
    }
}
