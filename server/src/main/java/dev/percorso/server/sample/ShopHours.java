package dev.percorso.server.sample;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.SplittableRandom;

/** When simulated people are awake: visits happen in Italian daytime, most in the evening. */
final class ShopHours {
    static final ZoneId ROME = ZoneId.of("Europe/Rome");

    private ShopHours() {}

    /** The same day at an hour that people choose. */
    static Instant next(Instant about, SplittableRandom random) {
        double bell = 13 + random.nextGaussian() * 3.2 + (random.nextDouble() < 0.45 ? 6 : 0);
        int minute = (int) Math.clamp(bell * 60, 7 * 60, 23 * 60 + 40);
        ZonedDateTime day = about.atZone(ROME);
        Instant chosen = day.with(LocalTime.of(minute / 60, minute % 60, random.nextInt(60)))
                .toInstant();
        return chosen.isBefore(about) ? chosen.plusSeconds(24 * 60 * 60) : chosen;
    }

    /** The next moment at which the store is open: Monday to Saturday, 10 to 19. */
    static Instant inStore(Instant about) {
        ZonedDateTime time = about.atZone(ROME);
        if (time.getHour() < 10) {
            time = time.withHour(11);
        }
        if (time.getHour() >= 19) {
            time = time.plusDays(1).withHour(17);
        }
        if (time.getDayOfWeek() == java.time.DayOfWeek.SUNDAY) {
            time = time.plusDays(1);
        }
        return time.toInstant();
    }
}
