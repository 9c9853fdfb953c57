package dev.percorso.engine.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.percorso.engine.index.IndexSettings;
import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.index.JourneyIndex;
import dev.percorso.engine.index.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetentionTest {

    @Test
    void shouldMarkRunningPeriodsAndLeaveThemOutOfTheAverage() {
        try (JourneyIndex index = JourneyIndex.inMemory(IndexSettings.defaults())) {
            index.append(List.of(
                    event(1, 1, "2025-06-02T10:00:00Z"),
                    event(2, 2, "2025-06-02T11:00:00Z"),
                    event(3, 1, "2025-06-03T10:00:00Z"),
                    event(4, 3, "2025-06-03T10:00:00Z"),
                    event(5, 3, "2025-06-04T01:00:00Z")));
            Snapshot snapshot = index.snapshot();
            Retention retention = new Retention(snapshot, daily(2));

            Retention.Report report = retention.report(snapshot.fold(retention), Instant.parse("2025-06-04T12:00:00Z"));

            assertEquals(
                    List.of(
                            new Retention.Cohort(
                                    0,
                                    2,
                                    List.of(
                                            new Retention.Cell(0, 0, true),
                                            new Retention.Cell(1, 1, true),
                                            new Retention.Cell(2, 0, false))),
                            new Retention.Cohort(
                                    1, 1, List.of(new Retention.Cell(0, 0, true), new Retention.Cell(1, 1, false)))),
                    report.cohorts());
            assertEquals(List.of(0.0, 0.5, Double.NaN), report.average());
        }
    }

    @Test
    void shouldRefuseNoPeriods() {
        assertThrows(IllegalArgumentException.class, () -> daily(0));
    }

    private static Retention.Query daily(int cells) {
        return new Retention.Query(
                Optional.empty(),
                Optional.empty(),
                Retention.Starts.FIRST_TIME,
                Periods.of(
                        Instant.parse("2025-06-01T22:00:00Z"),
                        Instant.parse("2025-06-03T22:00:00Z"),
                        PeriodUnit.DAY,
                        World.ROME),
                Retention.Mode.CALENDAR,
                Retention.Counting.ON,
                cells);
    }

    private static IndexedEvent event(long sequence, int person, String time) {
        return new IndexedEvent(sequence, person, Instant.parse(time).toEpochMilli(), "Visit");
    }
}
