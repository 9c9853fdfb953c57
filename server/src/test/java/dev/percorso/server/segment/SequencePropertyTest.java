package dev.percorso.server.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.engine.index.IndexSettings;
import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.index.JourneyIndex;
import dev.percorso.engine.index.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Sequences of any length against trying every choice of events. */
class SequencePropertyTest {
    private static final int UNTIL = 40;
    private static final IndexSettings SETTINGS = new IndexSettings(1, Duration.ofMinutes(30), Duration.ofHours(24), 1);

    /** An event, by its name and the time since the one before. */
    private record Step(int name, int gap) {}

    @Property(tries = 1000)
    void shouldFindASequenceWhereAnyChoiceOfEventsMakesOne(
            @ForAll @Size(max = 10) List<@IntRange(max = 29) Integer> steps,
            @ForAll @Size(min = 3, max = 4) List<@IntRange(max = 2) Integer> wanted,
            @ForAll @IntRange(max = 20) int within) {
        // given
        List<IndexedEvent> events = new ArrayList<>();
        long time = 0;
        for (int step : steps) {
            Step next = new Step(step % 3, step / 3);
            time += next.gap();
            events.add(new IndexedEvent(events.size() + 1, 7, time, "event " + next.name()));
        }
        try (JourneyIndex index = JourneyIndex.inMemory(SETTINGS)) {
            index.append(events);
            Snapshot snapshot = index.snapshot();
            List<EventMatch> matches =
                    wanted.stream().map(name -> EventMatch.of("event " + name)).toList();

            // when
            boolean found = new SequenceInJourney(
                            matches, Duration.ofMillis(within), snapshot, Instant.ofEpochMilli(UNTIL))
                    .test(snapshot.journey(7));

            // then
            assertEquals(isChoosable(events, matches, within, 0, 0, -1), found);
        }
    }

    private static boolean isChoosable(
            List<IndexedEvent> events, List<EventMatch> matches, int within, int step, int from, long start) {
        if (step == matches.size()) {
            return true;
        }
        for (int i = from; i < events.size() && events.get(i).time() <= UNTIL; i++) {
            IndexedEvent event = events.get(i);
            long first = step == 0 ? event.time() : start;
            if (event.name().equals(matches.get(step).event())
                    && event.time() - first <= within
                    && isChoosable(events, matches, within, step + 1, i + 1, first)) {
                return true;
            }
        }
        return false;
    }
}
