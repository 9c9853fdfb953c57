package dev.percorso.engine.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PeriodsTest {

    private static final ZoneId ROME = ZoneId.of("Europe/Rome");
    private static final ZoneId[] ZONES = {
        ROME,
        ZoneId.of("UTC"),
        ZoneId.of("Australia/Lord_Howe"),
        ZoneId.of("America/Sao_Paulo"),
        ZoneId.of("Asia/Kolkata")
    };

    @Test
    void shouldGiveDaysOf23And25HoursWhenClocksChange() {
        Periods march = days("2025-03-29T23:00:00Z", "2025-03-31T22:00:00Z");
        Periods october = days("2025-10-25T22:00:00Z", "2025-10-27T23:00:00Z");

        assertEquals(23 * 3_600_000, march.endMillis(0) - march.startMillis(0));
        assertEquals(25 * 3_600_000, october.endMillis(0) - october.startMillis(0));
        assertEquals(2, october.count());
    }

    @Test
    void shouldKeepTheHourThatComesTwiceApart() {
        Periods hours = Periods.of(
                Instant.parse("2025-10-25T22:00:00Z"), Instant.parse("2025-10-26T23:00:00Z"), PeriodUnit.HOUR, ROME);

        assertEquals(25, hours.count());
        assertEquals(LocalDateTime.parse("2025-10-26T02:00"), hours.localStart(2));
        assertEquals(LocalDateTime.parse("2025-10-26T02:00"), hours.localStart(3));
    }

    @Test
    void shouldCountOnlyInsideTheRangeAndCallOnlyWholePastPeriodsComplete() {
        Periods weeks = Periods.of(
                Instant.parse("2025-01-01T00:00:00Z"), Instant.parse("2025-01-20T00:00:00Z"), PeriodUnit.WEEK, ROME);
        Instant now = Instant.parse("2025-01-19T12:00:00Z");

        assertEquals(LocalDateTime.parse("2024-12-30T00:00"), weeks.localStart(0));
        assertEquals(Periods.NONE, weeks.indexOf(weeks.startMillis(0)));
        assertEquals(0, weeks.indexOf(weeks.fromMillis()));
        assertEquals(Periods.NONE, weeks.indexOf(weeks.toMillis()));
        assertFalse(weeks.isComplete(0, now));
        assertTrue(weeks.isComplete(1, now));
        assertFalse(weeks.isComplete(2, now));
    }

    @Test
    void shouldRefuseAnEmptyRangeAndTooManyPeriods() {
        Instant now = Instant.EPOCH;
        assertThrows(IllegalArgumentException.class, () -> Periods.of(now, now, PeriodUnit.DAY, ROME));
        assertThrows(
                IllegalArgumentException.class,
                () -> Periods.of(now, Instant.parse("2025-01-01T00:00:00Z"), PeriodUnit.HOUR, ROME));
    }

    @Property
    void shouldPutEveryInstantIntoThePeriodOfItsLocalDate(
            @ForAll @LongRange(min = 0, max = 40_000_000_000L) long offset,
            @ForAll @IntRange(max = 4) int zoneNumber,
            @ForAll PeriodUnit unit) {
        ZoneId zone = ZONES[zoneNumber];
        Instant from = Instant.parse("2017-01-05T01:23:45Z");
        Periods periods = Periods.of(from, from.plusMillis(40_000_000_001L), unit, zone);
        Instant instant = from.plusMillis(offset);

        int period = periods.indexOf(instant.toEpochMilli());

        assertTrue(periods.startMillis(period) <= instant.toEpochMilli());
        assertTrue(instant.toEpochMilli() < periods.endMillis(period));
        LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
        LocalDate date = local.toLocalDate();
        LocalDate start = periods.localStart(period).toLocalDate();
        switch (unit) {
            case HOUR ->
                assertEquals(local.getHour(), periods.localStart(period).getHour());
            case DAY -> assertEquals(date, start);
            case WEEK -> assertEquals(date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), start);
            case MONTH -> assertEquals(date.withDayOfMonth(1), start);
        }
    }

    private static Periods days(String from, String to) {
        return Periods.of(Instant.parse(from), Instant.parse(to), PeriodUnit.DAY, ROME);
    }
}
