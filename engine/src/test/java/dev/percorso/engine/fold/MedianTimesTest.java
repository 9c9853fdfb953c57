package dev.percorso.engine.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.engine.stat.Quantiles;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class MedianTimesTest {
    private static final int SAMPLES = 3;

    @Property(tries = 300)
    void shouldGiveMediansOrSayThatTheyWereMissed(
            @ForAll long seed, @ForAll boolean steady, @ForAll @DoubleRange(min = 0, max = 5) double margin) {
        // given samples of any size, whose first part resembles the rest or does not
        Random random = new Random(seed);
        long[][] durations = new long[SAMPLES][];
        MedianTimes part = new MedianTimes(MedianTimes.open(SAMPLES));
        for (int sample = 0; sample < SAMPLES; sample++) {
            durations[sample] = durations(random, steady);
            add(part, sample, durations[sample], 0, durations[sample].length / 8);
        }

        // when
        MedianTimes[] workers = shown(durations, part.windows(margin));
        int[] missed = workers[0].missed();
        MedianTimes[] again = shown(durations, workers[0].opened(missed));

        // then
        for (int sample = 0; sample < SAMPLES; sample++) {
            int number = sample;
            double median = Quantiles.median(durations[sample].clone(), durations[sample].length);
            assertEquals(durations[sample].length, workers[0].count(sample));
            if (IntStream.of(missed).noneMatch(other -> other == number)) {
                assertEquals(median, workers[0].median(sample));
            }
            assertEquals(median, again[0].median(sample));
        }
        assertEquals(0, again[0].missed().length);
    }

    @Test
    void shouldKeepFewOfMany() {
        // given a part that says where the median lies
        long[] all = new Random(7).longs(200_000, 0, 3_600_000).toArray();
        MedianTimes part = new MedianTimes(MedianTimes.open(1));
        add(part, 0, all, 0, 10_000);

        // when
        long[] windows = part.windows(5);
        MedianTimes whole = new MedianTimes(windows);
        add(whole, 0, all, 0, all.length);

        // then five standard errors are a fortieth of all to either side
        long low = windows[0] >>> 32;
        long high = low + (windows[0] & 0xFFFF_FFFFL);
        long kept =
                Arrays.stream(all).filter(time -> low <= time && time <= high).count();
        assertTrue(kept > 8_000 && kept < 12_000, () -> kept + " kept");
        assertEquals(0, whole.missed().length);
        assertEquals(Quantiles.median(all, all.length), whole.median(0));
    }

    private static long[] durations(Random random, boolean steady) {
        int size = random.nextBoolean() ? random.nextInt(20) : random.nextInt(20_000);
        int days = 1 + random.nextInt(40);
        return IntStream.range(0, size)
                .mapToLong(at -> {
                    long millis = (long) (random.nextDouble() * days * 86_400_000L) + (steady ? 0 : at * 1_000L);
                    return millis > Integer.MAX_VALUE ? Math.round(millis / 1000.0) * 1000 : millis;
                })
                .toArray();
    }

    /** Two workers, the second added to the first. */
    private static MedianTimes[] shown(long[][] durations, long[] windows) {
        MedianTimes[] workers = {new MedianTimes(windows), new MedianTimes(windows)};
        for (int sample = 0; sample < SAMPLES; sample++) {
            int half = durations[sample].length / 2;
            add(workers[0], sample, durations[sample], 0, half);
            add(workers[1], sample, durations[sample], half, durations[sample].length);
        }
        workers[0].addAll(workers[1]);
        return workers;
    }

    private static void add(MedianTimes times, int sample, long[] durations, int from, int to) {
        for (int at = from; at < to; at++) {
            times.add(sample, durations[at]);
        }
    }
}
