package dev.percorso.engine.index;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An index to look at from several sides. */
final class SmallIndex {
    static final IndexSettings SETTINGS = new IndexSettings(4, Duration.ofMinutes(30), Duration.ofHours(24), 2);

    private SmallIndex() {}

    /** Ten persons with four events each, compacted. */
    static void fill(Path target) throws IOException {
        try (JourneyIndex index = JourneyIndex.open(target, SETTINGS)) {
            List<IndexedEvent> events = new ArrayList<>();
            for (int number = 1; number <= 40; number++) {
                events.add(new IndexedEvent(
                        number, number % 10, number, "view", Map.of("page", number % 3 == 0 ? "home" : "basket")));
            }
            index.append(events);
            index.compact();
        }
    }
}
