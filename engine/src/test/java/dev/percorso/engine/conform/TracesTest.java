package dev.percorso.engine.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.engine.index.IndexSettings;
import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.index.JourneyIndex;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TracesTest {

    @Test
    void shouldLeaveOutAndCountTheCasesOfRobots() {
        try (JourneyIndex index = JourneyIndex.inMemory(IndexSettings.defaults())) {
            List<IndexedEvent> events = new ArrayList<>();
            for (int i = 1; i <= 2 * Traces.LARGEST_TRACE + 1; i++) {
                events.add(new IndexedEvent(i, i % 2, 1000 + i, "View"));
            }
            index.append(events);
            Snapshot snapshot = index.snapshot();

            Traces.Collected collected = snapshot.fold(new Traces(
                    snapshot,
                    new Traces.Query(
                            List.of(new Traces.Binding(0, EventMatch.of("View"))),
                            Optional.empty(),
                            List.of(),
                            Optional.empty(),
                            Instant.EPOCH,
                            Instant.ofEpochSecond(10))));

            assertEquals(1, collected.tooLong());
            assertEquals(1, collected.log().cases());
            assertEquals(Traces.LARGEST_TRACE, collected.log().boundEvents());
        }
    }
}
