package dev.percorso.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurrenceTest {
    private static final ZoneId ROME = ZoneId.of("Europe/Rome");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-03-02T09:00 | '' | 2026-03-01T00:00:00Z | 2026-03-02T08:00:00Z",
                "2026-03-02T09:00 | FREQ=DAILY | 2026-03-28T08:00:00Z | 2026-03-29T07:00:00Z",
                "2026-03-02T09:00 | FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH | 2026-03-05T08:00:00Z | 2026-03-16T08:00:00Z",
                "2026-01-31T09:00 | FREQ=MONTHLY | 2026-01-31T08:00:00Z | 2026-03-31T07:00:00Z",
                "2026-01-31T09:00 | FREQ=MONTHLY;BYMONTHDAY=-1 | 2026-01-31T08:00:00Z | 2026-02-28T08:00:00Z",
            })
    void shouldFindTheNextOccurrence(String start, String rule, String after, String expected) {
        Optional<Instant> next = Recurrence.parse(start, rule).after(Instant.parse(after), ROME);

        assertEquals(Optional.of(Instant.parse(expected)), next);
    }

    @Test
    void shouldEndAfterItsLastDay() {
        Recurrence rule = Recurrence.parse("2026-03-02T09:00", "FREQ=DAILY;UNTIL=20260303");

        assertEquals(Optional.empty(), rule.after(Instant.parse("2026-03-03T08:00:00Z"), ROME));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02, FREQ=DAILY",
        "2026-03-02T09:00, FREQ=HOURLY",
        "2026-03-02T09:00, FREQ=DAILY;COUNT=3",
        "2026-03-02T09:00, FREQ=WEEKLY;BYDAY=XX",
        "2026-03-02T09:00, FREQ=DAILY;INTERVAL=0",
        "2026-03-02T09:00, FREQ=MONTHLY;BYMONTHDAY=32",
        "2026-03-02T09:00, FREQ=DAILY;UNTIL=soon",
    })
    void shouldSayWhatIsWrong(String start, String rule) {
        assertThrows(IllegalArgumentException.class, () -> Recurrence.parse(start, rule));
    }

    @Property(tries = 300)
    void shouldAgreeWithCountingDays(@ForAll long seed) {
        Random random = new Random(seed);
        int interval = 1 + random.nextInt(4);
        LocalDateTime start =
                LocalDate.of(2026, 1, 1).plusDays(random.nextInt(400)).atTime(random.nextInt(24), 30);
        int kind = random.nextInt(3);
        DayOfWeek day = DayOfWeek.of(1 + random.nextInt(7));
        String text = List.of("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=" + day.name().substring(0, 2), "FREQ=MONTHLY")
                .get(kind);
        Recurrence rule = Recurrence.parse(start.toString(), text + ";INTERVAL=" + interval);

        List<Instant> found = new ArrayList<>();
        Optional<Instant> next = rule.after(Instant.EPOCH, ROME);
        while (found.size() < 12 && next.isPresent()) {
            found.add(next.get());
            next = rule.after(next.get(), ROME);
        }

        assertEquals(counted(kind, day, interval, start), found);
    }

    /** Walks period by period instead of asking each day. */
    private static List<Instant> counted(int kind, DayOfWeek weekday, int interval, LocalDateTime start) {
        List<Instant> counted = new ArrayList<>();
        for (int period = 0; counted.size() < 12; period += interval) {
            LocalDate day = switch (kind) {
                case 0 -> start.toLocalDate().plusDays(period);
                case 1 ->
                    start.toLocalDate()
                            .minusDays(start.getDayOfWeek().getValue() - 1L)
                            .plusWeeks(period)
                            .plusDays(weekday.getValue() - 1L);
                default -> start.toLocalDate().plusMonths(period);
            };
            boolean exists = kind != 2 || day.getDayOfMonth() == start.getDayOfMonth();
            if (exists && !day.isBefore(start.toLocalDate())) {
                counted.add(day.atTime(start.toLocalTime()).atZone(ROME).toInstant());
            }
        }
        return counted;
    }
}
