package dev.percorso.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelayTest {
    @ParameterizedTest
    @CsvSource({
        // an ordinary day, the very instant (then tomorrow), and a weekday
        "2026-03-02T07:59:59Z, 09:00, , 2026-03-02T08:00:00Z",
        "2026-03-02T08:00:00Z, 09:00, , 2026-03-03T08:00:00Z",
        "2026-03-02T07:00:00Z, 09:00, SATURDAY|FRIDAY, 2026-03-06T08:00:00Z",
        // 02:30 does not exist on 29 March: 03:30 summer time
        "2026-03-28T23:00:00Z, 02:30, , 2026-03-29T01:30:00Z",
        // 02:30 happens twice on 25 October: the first time, and not again
        "2026-10-24T22:00:00Z, 02:30, , 2026-10-25T00:30:00Z",
        "2026-10-25T00:30:00Z, 02:30, , 2026-10-26T01:30:00Z",
    })
    void shouldWaitUntilTheLocalTimeInRome(Instant now, LocalTime time, String days, Instant expected) {
        Set<DayOfWeek> only = days == null
                ? Set.of()
                : Arrays.stream(days.split("\\|", -1)).map(DayOfWeek::valueOf).collect(Collectors.toSet());

        assertEquals(expected, new Delay.Until(time, only).dueAfter(now, ZoneId.of("Europe/Rome")));
    }
}
